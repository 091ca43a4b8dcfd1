// The form of a user's details: how they are (live), what is typed over it, and saving.
import { createEffect, createSignal, on, type Accessor } from 'solid-js'
import { createStore } from 'solid-js/store'
import { api, toFailure, type Failure } from '#client/lib/api.ts'
import { editUserInput, type UserRow } from '#server/features/users/schema.ts'
import { changedFields, fieldsOf, mergeFields, type UserField, type UserFields } from './user-draft.ts'

export type EditForm = ReturnType<typeof createEditForm>

export function createEditForm(user: Accessor<UserRow>) {
  const [base, setBase] = createSignal<UserRow>({ ...user() })
  const [fields, setFields] = createStore<UserFields>(fieldsOf(user()))
  const [errors, setErrors] = createSignal<Partial<Record<UserField, string>>>()
  const [failure, setFailure] = createSignal<Failure>()
  const [meeting, setMeeting] = createSignal<{ user: UserRow; contested: UserField[] }>()
  const [isSaving, setIsSaving] = createSignal(false)
  const [wasSaved, setWasSaved] = createSignal(false)

  const dirty = () => changedFields(fieldsOf(base()), fields)

  /** Takes over how they are now; nothing that was typed is lost. */
  function adopt(now: UserRow) {
    if (now.version <= base().version) return
    const merged = mergeFields({ ...fields }, fieldsOf(base()), fieldsOf(now))
    const isElse = changedFields(fieldsOf(base()), fieldsOf(now)).length > 0
    setFields(merged.fields)
    setBase({ ...now })
    // My own save comes back as an event too, perhaps before its answer: then what I typed is how they are.
    if (dirty().length === 0) setMeeting(undefined)
    else if (isElse) setMeeting({ user: { ...now }, contested: merged.contested })
    if (isElse && !isSaving()) setWasSaved(false)
  }
  createEffect(
    on(
      () => user().version,
      () => adopt(user()),
    ),
  )

  async function save() {
    if (isSaving()) return
    setFailure(undefined)
    const parsed = editUserInput.safeParse({ ...fields, id: base().id, version: base().version })
    if (!parsed.success) {
      const found: Partial<Record<UserField, string>> = {}
      for (const { path, message } of parsed.error.issues) found[path[0] as UserField] ??= message
      return setErrors(found)
    }
    setErrors(undefined)
    setIsSaving(true)
    try {
      const saved = await api.admin.users.edit.mutate(parsed.data)
      // As they were stored (trimmed, the role of the default organization), unless somebody has been faster in between.
      if (saved.version >= base().version) {
        setFields(fieldsOf(saved))
        setBase(saved)
      }
      setMeeting(undefined)
      setWasSaved(true)
    } catch (error) {
      const failed = toFailure(error)
      if (failed.code === 'USER_CHANGED') adopt(failed.detail.user as UserRow)
      setFailure(failed)
    } finally {
      setIsSaving(false)
    }
  }

  return {
    base,
    fields,
    dirty,
    errors,
    failure,
    meeting,
    isSaving,
    wasSaved,
    save: () => void save(),
    set<F extends UserField>(field: F, value: UserFields[F]) {
      setFields({ [field]: value })
      setWasSaved(false)
    },
    /** Another organization has other teams; back in the one they are in, it is as it was. */
    move(organizationId: string) {
      const isHome = organizationId === base().organization.id
      setFields({ organizationId, teamIds: isHome ? fieldsOf(base()).teamIds : [] })
      setWasSaved(false)
    },
    /** Forgets what was typed. */
    discard() {
      setFields(fieldsOf(base()))
      setMeeting(undefined)
      setErrors(undefined)
      setFailure(undefined)
    },
    keepMine: () => setMeeting(undefined),
  }
}
