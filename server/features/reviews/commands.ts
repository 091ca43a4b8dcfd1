// The writes of the queue: submit, approve, reject, undo, reopen. Each decides and acts by one guarded statement.
import { inSavepoint, type Tx } from '#db/database.ts'
import { recordAudit } from '#server/audit/record.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { cancelMailsOf } from '#server/features/emails/commands.ts'
import { announceSoon } from '#server/features/review-mails/commands.ts'
import { refusalOf, refuse } from '#server/refusals.ts'
import { announceReview } from './announce.ts'
import { decidedColumns, refuseDecision } from './decided.ts'
import { keepMessage } from './messages.ts'
import { rulesOf, type DecidedReview } from './kinds.ts'
import { findReview } from './queries.ts'
import { searchTextOf } from './rules.ts'
import type { ApproveInput, DecisionInput, RegistrationFacts, RejectInput, ReviewFacts, ReviewRow } from './schema.ts'

export type Submission = ReviewFacts & {
  subjectId: string
  requesterId: string
  /** approved: by a setting in the same moment, nobody can undo that; needs_information: not in the queue before its address is confirmed */
  state: 'pending' | 'approved' | 'needs_information'
  /** Ties what is the kind's own to the review, before an approval looks at it. */
  beforeApproval?: (reviewId: string) => Promise<unknown>
}

/** Puts a review into the queue, or straight through it, and tells the admins who watch. */
export async function submitReview(tx: Tx, submission: Submission): Promise<ReviewRow> {
  const { kind, subjectId, requesterId, facts, state } = submission
  const isAutoApproved = state === 'approved'
  const [inserted] = await tx<DecidedReview[]>`
    insert into reviews (kind, subject_id, requester_id, state, facts, search_text, decided_at, decision_id)
    values (${kind}, ${subjectId}, ${requesterId}, ${state}, ${tx.json(facts as never)},
            ${searchTextOf(submission)}, ${isAutoApproved ? tx`clock_timestamp()` : null}, gen_random_uuid())
    returning ${decidedColumns(tx)}`
  await submission.beforeApproval?.(inserted!.id)
  if (isAutoApproved) await rulesOf(kind).approve(tx, inserted!, {})
  if (state === 'pending') await announceSoon(tx)
  await recordAudit(tx, null, isAutoApproved ? 'review.auto-approved' : 'review.submitted', {
    kind: 'review',
    id: inserted!.id,
  })
  return announceReview(tx, inserted!.id, 'review.submitted')
}

/** Whoever decides: a person who is signed in, or a run that works in their name. */
type Decider = Pick<Actor, 'accountId'>

/** What a decision of a run has of its own. */
interface InRun {
  runId: string
  decisionId: string
  /** until the run ends, and says how long it can be undone from there */
  undoSeconds: number
}

/**
 * Approves a pending review as it was seen; of two admins exactly one gets this answer.
 *
 * @throws REVIEW_DECIDED somebody was faster; `detail.review` says who decided what and when
 * @throws REVIEW_CHANGED it is still open but not what was seen
 * @throws ORGANIZATION_NAME_TAKEN an organization of that name is there: approve under another one
 * @throws OFFER_CHANGED the catalogue does not have that other plan
 * @throws REQUESTER_MOVED whoever asked for an organization is in one meanwhile
 * @throws OWN_REVIEW NOT_FOUND
 */
export function approveReview(tx: Tx, actor: Decider, input: ApproveInput, inRun?: InRun): Promise<ReviewRow> {
  return decide(tx, actor, input, { verdict: 'approved', reason: null, inRun })
}

/** Rejects with a reason that the requester reads; otherwise as `approveReview`. */
export function rejectReview(tx: Tx, actor: Decider, input: RejectInput, inRun?: InRun): Promise<ReviewRow> {
  return decide(tx, actor, input, { verdict: 'rejected', reason: input.reason, note: input.note, inRun })
}

interface Verdict {
  verdict: 'approved' | 'rejected'
  reason: string | null
  note?: string | undefined
  inRun?: InRun | undefined
}

async function decide(
  tx: Tx,
  actor: Decider,
  { id, version, organizationName, planId }: ApproveInput,
  { verdict, reason, note, inRun }: Verdict,
): Promise<ReviewRow> {
  const [decided] = await tx<DecidedReview[]>`
    update reviews
       set state = ${verdict}, reason = ${reason}, question = null, decided_by = ${actor.accountId}, decided_at = clock.now,
           decision_id = coalesce(${inRun?.decisionId ?? null}::uuid, gen_random_uuid()),
           undo_until = clock.now + make_interval(secs => coalesce(${inRun?.undoSeconds ?? null}::int, settings.undo_seconds)),
           version = reviews.version + 1
      -- One reading for both, in the column's milliseconds, so that the window is exactly as long as the setting says.
      from settings, (select date_trunc('milliseconds', clock_timestamp()) as now) clock
     where reviews.id = ${id} and reviews.version = ${version} and reviews.state in ('pending', 'needs_information')
       and reviews.requester_id <> ${actor.accountId}
    returning ${decidedColumns(tx)}`
  if (!decided) return refuseDecision(tx, actor, id)

  if (verdict === 'approved') await rulesOf(decided.kind).approve(tx, decided, { organizationName, planId })
  else await rulesOf(decided.kind).reject(tx, decided)
  if (note) await keepMessage(tx, id, 'note', actor.accountId, note)
  await recordAudit(
    tx,
    actor.accountId,
    `review.${verdict}`,
    { kind: 'review', id },
    { version: version + 1, reason, organizationName, planId, runId: inRun?.runId },
  )
  return announceReview(tx, id, `review.${verdict}`)
}

/**
 * Takes a decision back within its undo window, with all that followed from it; its mails are never sent.
 *
 * @throws UNDO_OVER the window has closed, or a mail of the decision is already on its way
 * @throws REVIEW_CHANGED it is not the decision that was seen
 * @throws REVIEW_SUPERSEDED the person applied again meanwhile
 */
export async function undoDecision(tx: Tx, actor: Decider, { id, version }: DecisionInput): Promise<ReviewRow> {
  const [undone] = await reopenRow(
    tx,
    tx`id = ${id} and version = ${version} and state in ('approved', 'rejected') and undo_until > clock_timestamp()`,
  )
  if (!undone) {
    const review = await findReview(tx, id)
    if (!review) return refuse('NOT_FOUND')
    return review.version === version ? refuse('UNDO_OVER') : refuse('REVIEW_CHANGED', { review })
  }
  if (!(await cancelMailsOf(tx, undone.decisionId))) refuse('UNDO_OVER')
  await rulesOf(undone.kind).undo(tx, undone)
  if (undone.isNews) await announceSoon(tx)
  await recordAudit(tx, actor.accountId, 'review.undone', { kind: 'review', id }, { version: version + 1 })
  return announceReview(tx, id, 'review.undone')
}

/**
 * Puts a rejected review back into the queue, however long ago it was rejected.
 *
 * @throws REVIEW_CHANGED not rejected any more, or not the version that was seen
 * @throws REVIEW_SUPERSEDED a newer one of the same person is open
 */
export async function reopenReview(tx: Tx, actor: Actor, { id, version }: DecisionInput): Promise<ReviewRow> {
  const [reopened] = await reopenRow(tx, tx`id = ${id} and version = ${version} and state = 'rejected'`)
  if (!reopened) {
    const review = await findReview(tx, id)
    return review ? refuse('REVIEW_CHANGED', { review }) : refuse('NOT_FOUND')
  }
  // A rejection that is reopened within its window must not be told either.
  await cancelMailsOf(tx, reopened.decisionId)
  await rulesOf(reopened.kind).reopen(tx, reopened)
  if (reopened.isNews) await announceSoon(tx)
  await recordAudit(tx, actor.accountId, 'review.reopened', { kind: 'review', id }, { version: version + 1 })
  return announceReview(tx, id, 'review.reopened')
}

/** `isNews`: staff are still to be told of it, or anew. */
type Reopened = DecidedReview & { isNews: boolean }

async function reopenRow(tx: Tx, guard: ReturnType<Tx>): Promise<Reopened[]> {
  try {
    return await inSavepoint(
      tx,
      (inner) => inner<Reopened[]>`
        update reviews
           set state = 'pending', facts = facts - 'awaitsConfirmation', reason = null, decided_by = null, decided_at = null, undo_until = null,
               -- A slip that is taken back is no other stay in the queue, and no news to those who know.
               announced_at = case when undo_until > clock_timestamp() then announced_at end,
               reminded_at = case when undo_until > clock_timestamp() then reminded_at end, version = version + 1
         where ${guard}
        returning ${decidedColumns(inner)}, announced_at is null as is_news`,
    )
  } catch (error) {
    if (refusalOf(error) === 'ALREADY_REQUESTED') refuse('REVIEW_SUPERSEDED')
    throw error
  }
}

const waitsForAddress = (tx: Tx) =>
  tx`facts ? 'awaitsConfirmation' and state = 'needs_information' and question is null`

/** Updates what the list shows of a review because its requester did something (confirmed the address), and says so. */
export async function updateReviewFacts(
  tx: Tx,
  id: string,
  requesterId: string,
  action: 'review.address-confirmed',
  facts: Partial<RegistrationFacts>,
): Promise<void> {
  const [updated] = await tx<{ entered: boolean }[]>`
    update reviews
       set facts = (facts - 'awaitsConfirmation') || ${tx.json(facts as never)}, version = version + 1,
           -- What waited for the address enters the queue now, at its end.
           state = case when ${waitsForAddress(tx)} then 'pending' else state end,
           requested_at = case when ${waitsForAddress(tx)} then clock_timestamp() else requested_at end
     where id = ${id}
    returning state = 'pending' and announced_at is null as entered`
  if (updated?.entered) await announceSoon(tx)
  await recordAudit(tx, requesterId, action, { kind: 'review', id })
  await announceReview(tx, id, 'review.updated')
}
