// Editing a code while others may: how it is (live), what is typed over it, and saving on the edition that was seen.
import { createEffect, createSignal, untrack, type Accessor } from 'solid-js'
import { changedFields, mergeFields } from '#client/features/records/merge-fields.ts'
import { api, toFailure } from '#client/lib/api.ts'
import type { CodeRow } from '#server/features/invite-codes/schema.ts'
import { fieldsOf, type CodeField, type CodeFields } from './code-draft.ts'
import { createCodeForm } from './create-code-form.ts'

export interface Meeting {
  code: CodeRow
  /** what both have changed, and differently */
  contested: CodeField[]
  /** who saved meanwhile; undefined while it is not known */
  by: string | undefined
}

export function createCodeEdit(code: Accessor<CodeRow>, onSaved: (code: CodeRow) => void) {
  const [base, setBase] = createSignal<CodeRow>({ ...untrack(code) })
  const [meeting, setMeeting] = createSignal<Meeting>()
  const form = createCodeForm(fieldsOf(untrack(code)), { choosesCode: false })
  const dirty = () => changedFields(fieldsOf(base()), form.values)

  const write = (fields: CodeFields) => {
    for (const field of changedFields(form.values, fields)) form.field(field).onChange(fields[field])
  }

  /** Takes over how the code is now; nothing that was typed is lost. */
  function adopt(now: CodeRow) {
    if (!(now.edition > base().edition)) return
    const { fields, contested } = mergeFields({ ...form.values }, fieldsOf(base()), fieldsOf(now))
    write(fields)
    setBase({ ...now })
    if (dirty().length === 0) return setMeeting(undefined)
    setMeeting({ code: { ...now }, contested, by: undefined })
    void nameWhoSaved(now)
  }

  async function nameWhoSaved({ id, edition }: CodeRow) {
    const detail = await api.admin.inviteCodes.get.query({ id }).catch(() => undefined)
    const isBy = ['code.edited', 'code.paused', 'code.resumed']
    const by = detail?.history.find(({ action }) => isBy.includes(action))?.actor?.name
    setMeeting((now) => (now?.code.edition === edition ? { ...now, by } : now))
  }

  // My own save comes back as an event too, perhaps before its answer: nothing is adopted while it is on its way.
  createEffect(() => {
    const now = { ...code() }
    if (!form.busy()) untrack(() => adopt(now))
  })

  const save = () =>
    // eslint-disable-next-line solid/reactivity -- runs when the button is pressed
    form.submit(async ({ name, quota, teamId, isActive, skipsApproval, expiresAt }) => {
      const { id, edition } = base()
      // The field has no milliseconds: what was not touched stays as it is.
      const isSame = form.values.expires === fieldsOf(base()).expires
      const input = { id, edition, name, quota, teamId, isActive, skipsApproval }
      try {
        onSaved(await api.admin.inviteCodes.edit.mutate({ ...input, expiresAt: isSame ? base().expiresAt : expiresAt }))
      } catch (error) {
        const { code: refused, detail } = toFailure(error)
        if (refused === 'CODE_CHANGED') adopt(detail.code as CodeRow)
        throw error
      }
    })

  return {
    form,
    meeting,
    save: () => void save(),
    /** Forgets what was typed. */
    takeTheirs() {
      write(fieldsOf(base()))
      setMeeting(undefined)
    },
    keepMine: () => setMeeting(undefined),
  }
}
