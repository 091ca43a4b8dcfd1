// Portal admins who want to be told of reviews, and what they were told.
import type { Tx } from '#db/database.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import type { StaffRole } from '#server/features/auth/schema.ts'
import { keepPaces } from '#server/features/review-mails/commands.ts'
import type { MailPace, MailPaces } from '#server/features/review-mails/schema.ts'
import { approveReview, rejectReview, reopenReview, undoDecision } from '#server/features/reviews/commands.ts'
import { answerQuestion, askRequester } from '#server/features/reviews/messages.ts'
import { insertStaff, type Portal } from './portal.ts'

/** All kinds at one pace, but for those that are given. */
export const allAt = (pace: MailPace, but: Partial<MailPaces> = {}): MailPaces => ({
  registration: pace,
  organization: pace,
  access: pace,
  ...but,
})

export const changePaces = (portal: Portal, id: string, paces: MailPaces): Promise<void> =>
  portal.database.inTransaction((tx) => keepPaces(tx, id, paces))

/** What takes a review out of the queue and brings it back, each on the version that is there; staff's acts are this account's. */
export function actsOn(portal: Portal, accountId: string) {
  const { database } = portal
  const actor = { accountId } as Actor
  const act = (write: (tx: Tx, review: { id: string; version: number }) => Promise<unknown>) => (id: string) =>
    database.inTransaction(async (tx) => {
      const [review] = await tx<[{ id: string; version: number }]>`select id, version from reviews where id = ${id}`
      await write(tx, review)
    })
  return {
    approve: act((tx, review) => approveReview(tx, actor, review)),
    reject: act((tx, review) => rejectReview(tx, actor, { ...review, reason: 'No.' })),
    undo: act((tx, review) => undoDecision(tx, actor, review)),
    reopen: act((tx, review) => reopenReview(tx, actor, review)),
    ask: act((tx, review) => askRequester(tx, actor, { ...review, question: 'Who are you?' })),
    answer: act((tx, review) => answerQuestion(tx, null, { ...review, answer: 'Maria.' })),
    /** As if it could be undone a minute ago for the last time. */
    endWindow: act((tx, { id }) => tx`update reviews set undo_until = now() - interval '1 minute' where id = ${id}`),
  }
}

/** Inserts a portal admin who has chosen these paces. */
export async function insertReader(portal: Portal, paces: MailPaces, role: StaffRole = 'approver'): Promise<string> {
  const id = await insertStaff(portal, role)
  await changePaces(portal, id, paces)
  return id
}

type Telling = 'reviews-waiting' | 'reviews-overdue'
export interface Told {
  count: number
  reviews: { id: string; name: string; waitedLabel: string }[]
  limitLabel?: string
}

/** The facts of the mails to somebody, oldest first. */
export async function toldTo(portal: Portal, id: string, template: Telling = 'reviews-waiting'): Promise<Told[]> {
  const mails = await portal.database.sql<{ facts: Told }[]>`
    select facts from mails where account_id = ${id} and template = ${template} order by created_at, id`
  return mails.map(({ facts }) => facts)
}

/** The reviews that somebody was told of, mail by mail. */
export const idsTo = async (portal: Portal, id: string, template?: Telling): Promise<string[][]> =>
  (await toldTo(portal, id, template)).map(({ reviews }) => reviews.map((review) => review.id))
