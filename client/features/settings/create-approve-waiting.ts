// After auto-approve was switched on: those who wait are approved too, if the owner says so, one after the other.
import { createSignal } from 'solid-js'
import { api, toFailure } from '#client/lib/api.ts'
import type { RefusalCode } from '#server/refusals.ts'
import type { ReviewKind, ReviewPage, ReviewRow } from '#server/features/reviews/schema.ts'

export type ApproveWaiting = ReturnType<typeof createApproveWaiting>

/** What a setting can approve by itself; access is approved by its plan. */
export type SettledKind = Exclude<ReviewKind, 'access'>

/** How many of each kind; kinds of which there are none are absent. */
export type Amounts = Partial<Record<SettledKind, number>>

export type WaitingStep =
  | { name: 'closed' }
  | { name: 'asking'; waiting: Amounts }
  | { name: 'approving'; done: number; all: number }
  | { name: 'done'; approved: Amounts; skipped: number; taken: number; isStopped: boolean; failed: string | undefined }

/** What says that this one is not ours to approve any more; the rest is. */
const skippable: readonly (RefusalCode | undefined)[] = [
  'REVIEW_DECIDED',
  'REVIEW_CHANGED',
  'REVIEW_SUPERSEDED',
  'REQUESTER_MOVED',
  'OWN_REVIEW',
  'NOT_FOUND',
]

export const totalOf = (amounts: Amounts): number => Object.values(amounts).reduce((sum, amount) => sum + amount, 0)

export function createApproveWaiting() {
  const [step, setStep] = createSignal<WaitingStep>({ name: 'closed' })
  let isStopped = false

  /** Asks, if anybody waits for one of these. */
  async function ask(kinds: readonly SettledKind[]) {
    if (kinds.length === 0) return
    try {
      const counts = await api.admin.reviews.counts.query()
      const waiting: Amounts = {}
      for (const kind of kinds) if (counts[kind] > 0) waiting[kind] = counts[kind]
      if (totalOf(waiting) > 0) setStep({ name: 'asking', waiting })
    } catch {
      // Saved all the same; who waits is in the queue.
    }
  }

  async function approve() {
    const asked = step()
    if (asked.name !== 'asking') return
    isStopped = false
    const approved: Amounts = {}
    const left = { skipped: 0, taken: 0 }
    let failed: string | undefined
    const count = (all: number) =>
      setStep({ name: 'approving', done: totalOf(approved) + left.skipped + left.taken, all })
    count(totalOf(asked.waiting))
    try {
      // All of them first: approving takes them out of the list that is paged through.
      const rows: { kind: SettledKind; row: ReviewRow }[] = []
      for (const kind of Object.keys(asked.waiting) as SettledKind[])
        for (const row of await listWaiting(kind)) rows.push({ kind, row })
      count(rows.length)
      for (const { kind, row } of rows) {
        if (isStopped) break
        const outcome = await approveOne(row)
        if (outcome === 'approved') approved[kind] = (approved[kind] ?? 0) + 1
        else left[outcome]++
        count(rows.length)
      }
    } catch (error) {
      failed = toFailure(error).sentence
    }
    setStep({ name: 'done', approved, ...left, isStopped, failed })
  }

  return { step, ask, approve, stop: () => (isStopped = true), close: () => setStep({ name: 'closed' }) }
}

async function listWaiting(kind: SettledKind): Promise<ReviewRow[]> {
  const rows: ReviewRow[] = []
  let page: ReviewPage | undefined
  do {
    const after = page?.next ?? undefined
    page = await api.admin.reviews.list.query({ kind, state: 'pending', after })
    // Those who must confirm their address first, or answer a question, are not counted as waiting.
    rows.push(...page.rows.filter(({ state }) => state === 'pending'))
  } while (page.next)
  return rows
}

/** Resolves to what became of it; throws what is no matter of this one review. */
async function approveOne({ id, version }: ReviewRow): Promise<'approved' | 'skipped' | 'taken'> {
  try {
    await api.admin.reviews.approve.mutate({ id, version, requestId: crypto.randomUUID() })
    return 'approved'
  } catch (error) {
    const { code } = toFailure(error)
    // It needs another name, which is for a person to choose.
    if (code === 'ORGANIZATION_NAME_TAKEN') return 'taken'
    if (skippable.includes(code)) return 'skipped'
    throw error
  }
}
