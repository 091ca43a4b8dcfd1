import { z } from 'zod'
import { reviewFilter, rejectInput, type ReviewKind } from '#server/features/reviews/schema.ts'
import { instantField, versionField } from '#server/features/users/schema.ts'

export type BulkState = 'running' | 'cancelled' | 'done' | 'undoing' | 'undone'

/** Many decisions at once: what came of them so far. Instants are ISO strings. */
export interface BulkRun {
  id: string
  act: 'approve' | 'reject'
  /** of rejections, for the requesters to read */
  reason: string | null
  state: BulkState
  by: { id: string; name: string } | null
  total: number
  succeeded: number
  failed: number
  undone: number
  startedAt: string
  finishedAt: string | null
  /** until then all of it can be undone, and its mails wait; null while it runs */
  undoUntil: string | null
  /** the code of the refusal that ended it before its time: whoever started it may not decide any more */
  code: string | null
  version: number
}

export const bulkOutcomes = ['waiting', 'done', 'failed', 'skipped', 'undone'] as const
export type BulkOutcome = (typeof bulkOutcomes)[number]

/** One review of a run. */
export interface BulkItem {
  position: number
  reviewId: string
  kind: ReviewKind
  /** whom or what it is about, and whose */
  name: string
  email: string
  /** skipped: the run was cancelled before */
  outcome: BulkOutcome
  /** the code of the refusal; of one that is done, why it could not be undone */
  code: string | null
}

/** So many can be chosen one by one. */
export const pickedMax = 1_000

/** Chosen one by one, each with the version that was seen, or all that a filter finds, up to `matchingMax`. */
export const bulkTarget = z.union([
  z.object({
    picked: z
      .array(z.object({ id: z.uuid(), version: versionField }))
      .min(1)
      .max(pickedMax),
  }),
  z.object({ filter: reviewFilter }),
])
export type BulkTarget = z.infer<typeof bulkTarget>

/** What a run would do: how many of each kind still wait, and how many mails that is. Above `matchingMax` there are more. */
export interface BulkPreview {
  registration: number
  organization: number
  access: number
  total: number
  mails: number
  /** ISO: what was requested later is not among them, and is not decided */
  asOf: string
  /** how long it can be undone once it has ended; the mails wait as long */
  undoSeconds: number
}

const acts = z.enum(['approve', 'reject'])
export const previewInput = z.object({ target: bulkTarget, act: acts })
export const startInput = z
  .object({
    target: bulkTarget,
    act: acts,
    reason: rejectInput.shape.reason.optional(),
    /** of the preview that was shown: nobody decides what came after it unseen */
    asOf: instantField,
    requestId: z.uuid(),
  })
  .refine(({ act, reason }) => act === 'approve' || reason, {
    path: ['reason'],
    error: 'Enter a reason; the requesters read it.',
  })
export type StartInput = Omit<z.infer<typeof startInput>, 'requestId'>

export const runInput = z.object({ id: z.uuid() })
export const changeRunInput = runInput.extend({ requestId: z.uuid() })
export const itemListInput = z.object({
  runId: z.uuid(),
  outcome: z.enum(bulkOutcomes).optional(),
  /** the position of the last item of the page before */
  after: z
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .optional(),
})

/** Pages of 200 in the order of positions; `next` is the cursor of the following page, null at the end. */
export interface BulkItemPage {
  rows: BulkItem[]
  next: number | null
}
