// What people of the story do, each by the command that their click would run.
import { randomBytes } from 'node:crypto'
import type { Tx } from '#db/database.ts'
import { acceptInvitation } from '#server/features/invitations/commands.ts'
import { findTypedCode } from '#server/features/invite-codes/queries.ts'
import { confirmAddress, register } from '#server/features/registrations/commands.ts'
import { approveReview, rejectReview } from '#server/features/reviews/commands.ts'
import type { ReviewKind } from '#server/features/reviews/schema.ts'
import { hashToken } from '#server/trpc.ts'
import { actorOf, staff, type Person } from './people.ts'
import type { Story } from './story.ts'

const newToken = () => randomBytes(24).toString('base64url')

/** A visitor registers, perhaps with a code. */
export async function signUp(tx: Tx, who: Person, passwordHash: string, code?: string): Promise<void> {
  const found = code === undefined ? undefined : await findTypedCode(tx, code)
  await register(tx, { ...who, passwordHash, ...(found && { code: found }) }, hashToken(newToken()))
}

/** They press the button behind the link of the mail; its token is made here, as sending the mail makes one. */
export async function confirm(tx: Tx, who: Person): Promise<void> {
  const token = newToken()
  await tx`
    insert into mail_tokens (token_hash, purpose, account_id, review_id, expires_at)
    select ${hashToken(token)}, 'confirm', id,
           (select reviews.id from reviews where requester_id = accounts.id and kind = 'registration' order by requested_at desc limit 1),
           now() + interval '1 day'
      from accounts where email_key = ${who.email}`
  await confirmAddress(tx, hashToken(token))
}

/** They accept the invitation of a portal admin. */
export async function accept(tx: Tx, who: Person, passwordHash: string): Promise<void> {
  const token = newToken()
  await tx`
    insert into mail_tokens (token_hash, purpose, account_id, expires_at)
    select ${hashToken(token)}, 'invitation', id, now() + interval '1 day' from accounts where email_key = ${who.email}`
  await acceptInvitation(tx, hashToken(token), passwordHash)
}

/** They accept the invitation of a teammate. */
export async function acceptTeammate(tx: Tx, who: Person, passwordHash: string): Promise<void> {
  const token = newToken()
  await tx`
    update member_invitations set token_hash = ${hashToken(token)}, expires_at = now() + interval '1 day'
     where email_key = ${who.email}`
  await acceptInvitation(tx, hashToken(token), passwordHash)
}

interface OpenReview {
  id: string
  version: number
  subjectId: string
}

async function findOpenReview(tx: Tx, who: Person, kind: ReviewKind): Promise<OpenReview> {
  const [open] = await tx<OpenReview[]>`
    select reviews.id, reviews.version, subject_id from reviews join accounts on accounts.id = requester_id
     where email_key = ${who.email} and reviews.kind = ${kind} and state = 'pending'`
  if (!open) throw new Error(`nothing of ${who.email} waits`)
  return open
}

/** Approves what waits, perhaps with another name or another plan; returns the id of what it is about. */
export async function approve(
  tx: Tx,
  who: Person,
  kind: ReviewKind,
  {
    organizationName,
    planName,
    by = staff.tomas,
  }: { organizationName?: string; planName?: string | undefined; by?: Person } = {},
): Promise<string> {
  const { subjectId, ...open } = await findOpenReview(tx, who, kind)
  const [plan] = planName === undefined ? [] : await tx<{ id: string }[]>`select id from plans where name = ${planName}`
  await approveReview(tx, await actorOf(tx, by), { ...open, organizationName, planId: plan?.id })
  return subjectId
}

export async function reject(
  tx: Tx,
  who: Person,
  kind: ReviewKind,
  reason: string,
  by: Person = staff.aisha,
): Promise<void> {
  const { id, version } = await findOpenReview(tx, who, kind)
  await rejectReview(tx, await actorOf(tx, by), { id, version, reason })
}

/** Somebody registers and confirms the address a few minutes later; without a code that skips it, a person lets them in. */
export function join(
  story: Story,
  who: Person,
  at: Date,
  { code, isApproved }: { code?: string; isApproved: boolean },
) {
  const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000)
  story.at(at, (tx) => signUp(tx, who, story.passwordHash, code))
  story.at(later(4), (tx) => confirm(tx, who))
  if (isApproved) story.at(later(35), (tx) => approve(tx, who, 'registration'))
}

export async function findOrganizationId(tx: Tx, name: string): Promise<string> {
  const [found] = await tx<{ id: string }[]>`select id from organizations where name = ${name}`
  if (!found) throw new Error(`no organization is called ${name}`)
  return found.id
}

export async function findTeamId(tx: Tx, name: string): Promise<string> {
  const [found] = await tx<{ id: string }[]>`select id from teams where name = ${name}`
  if (!found) throw new Error(`no team is called ${name}`)
  return found.id
}
