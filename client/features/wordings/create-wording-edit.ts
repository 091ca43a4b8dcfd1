// Editing what a mail says while others may: what is published (live), what is typed over it, and publishing on the version that was seen.
import { createEffect, createSignal, onCleanup, untrack, type Accessor } from 'solid-js'
import { createStore } from 'solid-js/store'
import type { WordingField, WordingSource } from '#emails/wording.ts'
import { api, toFailure, type Failure } from '#client/lib/api.ts'
import type { TestSent, WordingDetail, WordingName } from '#server/features/wordings/schema.ts'
import { changedFields, keepDraft, mergeSources, readDraft, type KeptDraft } from './wording-draft.ts'

/** What is published, as it was when it was looked at. */
type Published = Pick<WordingDetail, 'version' | 'publishedAt' | 'publishedBy' | 'isDefault'> & {
  source: WordingSource
}

/** Somebody else's wording that met what is not published yet. */
export interface Meeting {
  theirs: Published
  /** what both have changed, and differently */
  contested: WordingField[]
}

type Outcome = { kind: 'published' } | { kind: 'restored' } | { kind: 'tested'; sent: TestSent }
export type WordingEdit = ReturnType<typeof createWordingEdit>

const draftPauseMs = 400

const publishedOf = ({ version, publishedAt, publishedBy, isDefault, source }: WordingDetail): Published => ({
  version,
  publishedAt,
  publishedBy: publishedBy && { ...publishedBy },
  isDefault,
  source: { ...source },
})

export function createWordingEdit(detail: Accessor<WordingDetail>, accountId: string, refetch: () => void) {
  const name: WordingName = untrack(() => detail().name)
  /** what the typed fields stand on */
  const [base, setBase] = createSignal(untrack(() => publishedOf(detail())))
  const [source, setSource] = createStore<WordingSource>({ ...untrack(base).source })
  const [meeting, setMeeting] = createSignal<Meeting>()
  const [busy, setBusy] = createSignal<'publish' | 'restore' | 'test'>()
  const [failure, setFailure] = createSignal<Failure>()
  const [outcome, setOutcome] = createSignal<Outcome>()
  const kept = readDraft(accountId, name)
  const isWorthIt = kept !== undefined && changedFields(kept.source, untrack(base).source).length > 0
  const [offered, setOffered] = createSignal<KeptDraft | undefined>(isWorthIt ? kept : undefined)

  const dirty = () => changedFields(source, base().source)
  const typed = (): WordingSource => ({ ...source })

  /** Takes over what is published now; nothing that was typed is lost. */
  function adopt(theirs: Published) {
    const before = base()
    if (theirs.version <= before.version) return
    const mine = typed()
    const touched = changedFields(mine, before.source)
    const contested = touched.filter(
      (field) => theirs.source[field] !== before.source[field] && theirs.source[field] !== mine[field],
    )
    const merged = mergeSources(mine, before.source, theirs.source)
    setSource(merged)
    setBase(theirs)
    const isStillDirty = changedFields(merged, theirs.source).length > 0
    setMeeting(isStillDirty ? { theirs, contested } : undefined)
    setOutcome(undefined)
  }
  // My own wording comes back as an event too, perhaps before its answer: nothing is adopted while it is on its way.
  createEffect(() => {
    const now = detail()
    if (!busy() && now.version > untrack(base).version) untrack(() => adopt(publishedOf(now)))
  })

  // What was typed survives a reload; written at a pause, and when the page goes.
  let pause: ReturnType<typeof setTimeout> | undefined
  /** What is kept is this tab's: it wrote it, took it up or was told to drop it. Another tab's is left alone. */
  let isMine = false
  const keepNow = () => {
    clearTimeout(pause)
    pause = undefined
    const isDirty = untrack(dirty).length > 0
    if (!isDirty && !isMine) return
    isMine = isDirty
    keepDraft(
      accountId,
      name,
      isDirty ? { source: typed(), version: untrack(base).version, at: Date.now() } : undefined,
    )
  }
  createEffect(() => {
    dirty()
    // Every keystroke starts the pause anew.
    JSON.stringify(source)
    clearTimeout(pause)
    pause = setTimeout(keepNow, draftPauseMs)
  })
  window.addEventListener('pagehide', keepNow)
  onCleanup(() => {
    window.removeEventListener('pagehide', keepNow)
    if (pause !== undefined) keepNow()
  })

  /** One act at a time. Resolves to whether it was done; otherwise the page says why not. */
  async function act(kind: 'publish' | 'restore' | 'test', call: () => Promise<Outcome>): Promise<boolean> {
    if (busy()) return false
    setBusy(kind)
    setFailure(undefined)
    setOutcome(undefined)
    let done: Outcome | undefined
    try {
      done = await call()
    } catch (error) {
      const failed = toFailure(error)
      if (failed.code === 'WORDING_CHANGED') adopt(publishedOf(failed.detail.wording as WordingDetail))
      setFailure(failed)
    }
    setBusy(undefined)
    setOutcome(done)
    return done !== undefined
  }

  /** What was sent is published: what holds is what the form shows, but for what was typed while it was on its way. */
  function settle(now: WordingDetail, sent: WordingSource) {
    const holds = publishedOf(now)
    setSource(mergeSources(typed(), sent, holds.source))
    setBase(holds)
    setMeeting(undefined)
    setOffered(undefined)
    keepNow()
    refetch()
  }

  return {
    name,
    base,
    source,
    typed,
    dirty,
    meeting,
    busy,
    failure,
    outcome,
    offered,
    set(field: WordingField, value: string) {
      setSource({ [field]: value })
      setOutcome(undefined)
    },
    publish: () =>
      // eslint-disable-next-line solid/reactivity -- runs when the button is pressed
      act('publish', async () => {
        const sent = typed()
        settle(await api.admin.wordings.publish.mutate({ name, version: base().version, source: sent }), sent)
        return { kind: 'published' }
      }),
    /** `from`: an earlier version; null: the default. */
    restore: (from: number | null) =>
      // eslint-disable-next-line solid/reactivity -- as above
      act('restore', async () => {
        const before = typed()
        settle(await api.admin.wordings.restore.mutate({ name, version: base().version, from }), before)
        return { kind: from === null ? 'restored' : 'published' }
      }),
    sendTest: (around: Exclude<WordingName, 'layout'> | undefined) =>
      act('test', async () => {
        const sent = await api.admin.wordings.sendTest.mutate({ name, source: typed(), around })
        return { kind: 'tested', sent }
      }),
    takeTheirs() {
      setSource({ ...base().source })
      setMeeting(undefined)
      setFailure(undefined)
    },
    keepMine() {
      setMeeting(undefined)
      setFailure(undefined)
    },
    discard() {
      setSource({ ...base().source })
      setMeeting(undefined)
      setFailure(undefined)
    },
    /** What this browser kept from before becomes what is typed. */
    takeUp() {
      const draft = offered()
      setOffered(undefined)
      if (!draft) return
      isMine = true
      setSource({ ...draft.source })
      const theirs = base()
      if (draft.version < theirs.version) setMeeting({ theirs, contested: changedFields(draft.source, theirs.source) })
    },
    dropOffered() {
      setOffered(undefined)
      isMine = true
      keepNow()
    },
  }
}
