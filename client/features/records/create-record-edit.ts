// Editing a record while others may: how it is (live), what is typed over it, and saving on the version that was seen.
import { createEffect, createSignal, untrack, type Accessor } from 'solid-js'
import { unwrap } from 'solid-js/store'
import type { HistoryEntry } from '#client/features/users/record-lines.tsx'
import { toFailure } from '#client/lib/api.ts'
import type { createForm } from '#client/lib/create-form.ts'
import type { RefusalCode } from '#server/refusals.ts'
import { changedFields, type Merged, type NameOf, type Texts } from './merge-fields.ts'

interface Recorded {
  id: string
  version: number
  history: readonly HistoryEntry[]
}

export interface Meeting<R, F> {
  /** how it was when I began to type, and how it is now */
  before: R
  now: R
  contested: NameOf<F>[]
  /** who saved meanwhile; undefined while it is not known */
  by: string | undefined
}

export interface RecordEditSource<R, F extends Texts<F>, O> {
  /** How it is now, live. Always whole: a row of one version with lists of another would be saved over somebody. */
  record: Accessor<R>
  form: ReturnType<typeof createForm<F, O>>
  fieldsOf: (record: R) => F
  merge: (mine: F, base: F, theirs: F) => Merged<F>
  fetch: (id: string) => Promise<R>
  /** The refusal that says that somebody was faster. */
  changed: RefusalCode
  /** The action that its history has for a save. */
  action: string
  save: (output: O, seen: { id: string; version: number }) => Promise<void>
}

/** Deep: what is live is changed in place, lists too, and then it would not say any more what I began with. */
const copyOf = <R extends object>(record: R): R => structuredClone(unwrap(record))

export function createRecordEdit<R extends Recorded, F extends Texts<F>, O>(source: RecordEditSource<R, F, O>) {
  const { form, fieldsOf } = source
  const [base, setBase] = createSignal<R>(copyOf(untrack(source.record)))
  const [meeting, setMeeting] = createSignal<Meeting<R, F>>()

  const write = (fields: F) => {
    for (const field of changedFields(form.values as F, fields)) form.field(field).onChange(fields[field])
  }

  /** Takes over how it is now; nothing that was typed is lost. */
  function adopt(now: R) {
    const before = base()
    if (now.version <= before.version) return
    const { fields, contested } = source.merge({ ...form.values } as F, fieldsOf(before), fieldsOf(now))
    write(fields)
    setBase(() => now)
    if (changedFields(fieldsOf(now), form.values as F).length === 0) return setMeeting(undefined)
    const by = now.history.find(({ action }) => action === source.action)?.actor?.name
    setMeeting({ before, now, contested, by })
  }

  // My own save comes back as an event too, perhaps before its answer: nothing is adopted while it is on its way.
  createEffect(() => {
    const now = source.record()
    if (!form.busy() && now.version > untrack(base).version) untrack(() => adopt(copyOf(now)))
  })

  const save = () =>
    // eslint-disable-next-line solid/reactivity -- runs when the button is pressed
    form.submit(async (output) => {
      const { id, version } = base()
      try {
        await source.save(output, { id, version })
      } catch (error) {
        if (toFailure(error).code === source.changed) adopt(await source.fetch(id))
        throw error
      }
    })

  return {
    meeting,
    /** Whether the last press on save lost to somebody. */
    hasLost: () => form.failure()?.failure.code === source.changed && meeting() !== undefined,
    save: () => void save(),
    /** Forgets what was typed. */
    takeTheirs() {
      write(fieldsOf(base()))
      setMeeting(undefined)
    },
    keepMine: () => setMeeting(undefined),
  }
}
