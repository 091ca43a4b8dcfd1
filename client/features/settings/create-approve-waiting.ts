// After auto-approve was switched on: those who wait are approved too, if the owner says so, one after the other.
import { createSignal } from 'solid-js'
import { api, toFailure } from '#client/lib/api.ts'
import type { RefusalCode } from '#server/refusals.ts'
import type { ReviewPage, ReviewRow } from '#server/features/reviews/schema.ts'

export type ApproveWaiting = ReturnType<typeof createApproveWaiting>

export type WaitingStep =
  | { name: 'closed' }
  | { name: 'asking'; waiting: number }
  | { name: 'approving'; done: number; all: number }
  | { name: 'done'; approved: number; skipped: number; isStopped: boolean; failed: string | undefined }

/** What says that this one is not ours to approve any more; the rest is. */
const skippable: readonly (RefusalCode | undefined)[] = [
  'REVIEW_DECIDED',
  'REVIEW_CHANGED',
  'REVIEW_SUPERSEDED',
  'OWN_REVIEW',
  'NOT_FOUND',
]

export function createApproveWaiting() {
  const [step, setStep] = createSignal<WaitingStep>({ name: 'closed' })
  let isStopped = false

  /** Asks, if anybody waits. */
  async function ask() {
    try {
      const { registration } = await api.admin.reviews.counts.query()
      if (registration > 0) setStep({ name: 'asking', waiting: registration })
    } catch {
      // Saved all the same; who waits is in the queue.
    }
  }

  async function approve() {
    const asked = step()
    if (asked.name !== 'asking') return
    isStopped = false
    let approved = 0
    let skipped = 0
    let failed: string | undefined
    const count = (all: number) => setStep({ name: 'approving', done: approved + skipped, all })
    count(asked.waiting)
    try {
      // All of them first: approving takes them out of the list that is paged through.
      const rows = await listWaiting()
      count(rows.length)
      for (const row of rows) {
        if (isStopped) break
        if (await approveOne(row)) approved++
        else skipped++
        count(rows.length)
      }
    } catch (error) {
      failed = toFailure(error).sentence
    }
    setStep({ name: 'done', approved, skipped, isStopped, failed })
  }

  return { step, ask, approve, stop: () => (isStopped = true), close: () => setStep({ name: 'closed' }) }
}

async function listWaiting(): Promise<ReviewRow[]> {
  const rows: ReviewRow[] = []
  let page: ReviewPage | undefined
  do {
    const after = page?.next ?? undefined
    page = await api.admin.reviews.list.query({ kind: 'registration', state: 'pending', after })
    // Those who must confirm their address first, or answer a question, are not counted as waiting.
    rows.push(...page.rows.filter(({ state }) => state === 'pending'))
  } while (page.next)
  return rows
}

/** Resolves to whether it was approved here; throws what is no matter of this one review. */
async function approveOne({ id, version }: ReviewRow): Promise<boolean> {
  try {
    await api.admin.reviews.approve.mutate({ id, version, requestId: crypto.randomUUID() })
    return true
  } catch (error) {
    if (skippable.includes(toFailure(error).code)) return false
    throw error
  }
}
