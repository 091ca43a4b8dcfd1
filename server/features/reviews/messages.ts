// What passes between staff and a requester before a decision, and what staff note for themselves.
import type { Tx } from '#db/database.ts'
import { recordAudit } from '#server/audit/record.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { queueMail } from '#server/features/emails/commands.ts'
import { announceSoon } from '#server/features/review-mails/commands.ts'
import { publish } from '#server/realtime/publish.ts'
import { refuse } from '#server/refusals.ts'
import { announceReview } from './announce.ts'
import { endClaim } from './claims.ts'
import { decidedColumns, refuseDecision } from './decided.ts'
import { rulesOf, type DecidedReview, type Letter } from './kinds.ts'
import { findReview } from './queries.ts'
import type { ReviewFacts, ReviewMessage, ReviewRow } from './schema.ts'

export async function keepMessage(
  tx: Tx,
  reviewId: string,
  kind: ReviewMessage['kind'],
  authorId: string | null,
  body: string,
): Promise<void> {
  await tx`
    insert into review_messages (review_id, kind, author_id, body) values (${reviewId}, ${kind}, ${authorId}, ${body})`
}

/**
 * Asks the requester, who is told by mail; it waits for the answer outside of the queue.
 *
 * @throws REVIEW_DECIDED REVIEW_CHANGED OWN_REVIEW NOT_FOUND as `approveReview`
 */
export async function askRequester(
  tx: Tx,
  actor: Actor,
  { id, version, question }: { id: string; version: number; question: string },
): Promise<ReviewRow> {
  const [asked] = await tx<DecidedReview[]>`
    update reviews
       -- Whatever brings it back, it is news again, and another stay in the queue.
       set state = 'needs_information', question = ${question}, announced_at = null, reminded_at = null, version = version + 1
     where id = ${id} and version = ${version} and state = 'pending' and requester_id <> ${actor.accountId}
    returning ${decidedColumns(tx)}`
  if (!asked) return refuseDecision(tx, actor, id)
  await endClaim(tx, id)
  await keepMessage(tx, id, 'question', actor.accountId, question)
  await mailQuestion(tx, asked, question)
  await rulesOf(asked.kind).askedOrAnswered?.(tx, asked)
  await recordAudit(tx, actor.accountId, 'review.asked', { kind: 'review', id }, { version: version + 1 })
  return announceReview(tx, id, 'review.asked')
}

function mailQuestion(tx: Tx, review: DecidedReview, question: string): Promise<void> {
  const { firstName, lastName, email } = review.facts
  const to = { accountId: review.requesterId, name: `${firstName} ${lastName}`, address: email }
  const { template, facts } = questionLetter(review, question)
  return queueMail(tx, template, to, facts, { reviewId: review.id })
}

/** What the requester is told when they are asked. */
export function questionLetter(review: ReviewFacts, question: string): Letter {
  const { firstName } = review.facts
  const facts = { firstName, question, ...rulesOf(review.kind).asking(review as never) }
  return { template: 'review-question', facts }
}

/**
 * Takes the answer to the question that was shown; the review is back in the queue, at its place by age.
 *
 * @param requesterId who answers; null: the bearer of the review's status token
 * @throws REVIEW_CHANGED it is not asked any more, or something else; NOT_FOUND
 */
export async function answerQuestion(
  tx: Tx,
  requesterId: string | null,
  { id, version, answer }: { id: string; version: number; answer: string },
): Promise<ReviewRow> {
  const isTheirs = requesterId === null ? tx`true` : tx`requester_id = ${requesterId}`
  const [answered] = await tx<DecidedReview[]>`
    update reviews set state = 'pending', question = null, version = version + 1
     where id = ${id} and version = ${version} and question is not null and ${isTheirs}
    returning ${decidedColumns(tx)}`
  if (!answered) {
    const [own] = await tx`select 1 from reviews where id = ${id} and ${isTheirs}`
    return refuse(own ? 'REVIEW_CHANGED' : 'NOT_FOUND')
  }
  await announceSoon(tx)
  await keepMessage(tx, id, 'answer', answered.requesterId, answer)
  await rulesOf(answered.kind).askedOrAnswered?.(tx, answered)
  await recordAudit(tx, answered.requesterId, 'review.answered', { kind: 'review', id }, { version: version + 1 })
  return announceReview(tx, id, 'review.answered')
}

/** Notes something for staff alone; it stands in nobody's way, for the review's version stays. @throws NOT_FOUND */
export async function addNote(tx: Tx, actor: Actor, { id, note }: { id: string; note: string }): Promise<void> {
  if (!(await findReview(tx, id))) refuse('NOT_FOUND')
  await keepMessage(tx, id, 'note', actor.accountId, note)
  await recordAudit(tx, actor.accountId, 'review.noted', { kind: 'review', id })
  await publish(tx, 'admins', { kind: 'review-note.added', reviewId: id })
}
