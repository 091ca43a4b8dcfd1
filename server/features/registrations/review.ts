// Registrations as a kind of review: what a decision does to the applicant's account, and what undoing takes back.
import { inSavepoint, type Db, type Tx } from '#db/database.ts'
import { endSessions } from '#server/features/auth/commands.ts'
import { countCataloguesOpened } from '#server/features/catalogues/queries.ts'
import { queueMail } from '#server/features/emails/commands.ts'
import type { Decided, ReviewKindRules } from '#server/features/reviews/kinds.ts'
import { findPlaceOf, keepPlace, releasePlace, returnPlaceOf } from '#server/features/invite-codes/claim.ts'
import { announce, announceToMembers } from '#server/features/users/announce.ts'
import { moveUser } from '#server/features/users/places.ts'
import { findUser } from '#server/features/users/queries.ts'
import { refusalOf } from '#server/refusals.ts'
import { isPublicMailDomain } from './rules.ts'

type DecidedRegistration = Decided<'registration'>

const applicant = (review: DecidedRegistration) => ({
  accountId: review.requesterId,
  name: `${review.facts.firstName} ${review.facts.lastName}`,
  address: review.facts.email,
})
const decisionOf = (review: DecidedRegistration) => ({
  reviewId: review.id,
  decision: { id: review.decisionId, undoUntil: review.undoUntil },
})

export const registrationReview: ReviewKindRules<'registration'> = {
  async approve(tx, review) {
    const { firstName, lastName } = review.facts
    await tx`
      update accounts
         set approved_at = now(), rejected_at = null, first_name = ${firstName}, last_name = ${lastName},
             rights_changed_in = pg_current_xact_id(), version = version + 1
       where id = ${review.requesterId}`
    await queueMail(tx, 'registration-approved', applicant(review), { firstName }, decisionOf(review))
    await announceToMembers(tx, review.requesterId)
    await enterPlace(tx, review)
  },

  async reject(tx, review) {
    await tx`update accounts set rejected_at = now(), approved_at = null, version = version + 1 where id = ${review.requesterId}`
    await announceToMembers(tx, review.requesterId)
    const { template, facts } = registrationReview.rejection(review, review.reason ?? '')
    await queueMail(tx, template, applicant(review), facts, decisionOf(review))
    await releasePlace(tx, review.id, review.undoUntil)
  },

  async undo(tx, review) {
    await waitAgain(tx, review.requesterId)
    await endSessions(tx, review.requesterId)
    await leavePlace(tx, review)
    await keepItsPlace(tx, review)
  },

  async reopen(tx, review) {
    await waitAgain(tx, review.requesterId)
    await keepItsPlace(tx, review)
  },

  async close(tx, review, state) {
    if (state === 'withdrawn') await returnPlaceOf(tx, review.id)
    else await enterPlace(tx, review)
  },

  rejection: ({ facts: { firstName } }, reason) => ({
    template: 'registration-rejected',
    facts: { firstName, reason },
  }),
  asking: () => ({ subjectLabel: 'your registration', path: null }),

  async describe(db, review) {
    const { email, firstName, lastName } = review.facts
    const held = await findPlaceOf(db, review.id)
    const [place] = await db<{ organizationId: string; organizationName: string; teamId: string; teamName: string }[]>`
      select organizations.id as organization_id, organizations.name as organization_name, teams.id as team_id, teams.name as team_name
        from organizations join teams on teams.organization_id = organizations.id
       where ${held ? db`teams.id = ${held.teamId}` : db`organizations.is_default and teams.is_default`}`
    const { organizationId, organizationName, teamId, teamName } = place!
    const opens = await countCataloguesOpened(db, { organizationId, teamId })
    return {
      kind: 'registration',
      approving: { organizationName, teamName, opens, mails: 1 },
      sameDomain: await countSameDomain(db, email),
      sameName: await countSameName(db, email, firstName, lastName),
    }
  },
}

/** Puts an approved applicant into the team of the code they came with, and its organization; remembers that, for an undo. */
async function enterPlace(tx: Tx, review: { id: string; requesterId: string }): Promise<void> {
  const place = await findPlaceOf(tx, review.id)
  if (!place) return
  const user = (await findUser(tx, review.requesterId))!
  // Where somebody put the person meanwhile, there they stay.
  if (!user.organization.isDefault) return
  const formerTeamIds = user.teams.map((team) => team.id)
  const isStaying = place.organizationId === user.organization.id
  const teamIds = isStaying ? [...formerTeamIds, place.teamId] : [place.teamId]
  try {
    await inSavepoint(tx, (inner) =>
      moveUser(inner, user, { organizationId: place.organizationId, role: 'team_member', teamIds }),
    )
  } catch (error) {
    // Nobody is left there who would look after them: they go on without the code, and its place is somebody else's.
    if (refusalOf(error) !== 'LAST_SUPER_ADMIN') throw error
    await returnPlaceOf(tx, review.id)
    return goOnWithout(tx, review.id)
  }
  await tx`
    update registrations set placed_in = ${place.organizationId}, former_team_ids = ${formerTeamIds} where review_id = ${review.id}`
  await announce(tx, user.id, 'user.edited')
}

/** Takes back what entering did, when the approval is taken back. */
async function leavePlace(tx: Tx, review: DecidedRegistration): Promise<void> {
  const [placed] = await tx<{ organizationId: string; formerTeamIds: string[] }[]>`
    update registrations set placed_in = null from registrations before
     where registrations.review_id = ${review.id} and before.review_id = registrations.review_id and before.placed_in is not null
    returning before.placed_in as organization_id, before.former_team_ids`
  const user = (await findUser(tx, review.requesterId))!
  if (!placed || user.organization.id !== placed.organizationId) return
  const [home] = await tx<{ id: string }[]>`select id from organizations where is_default`
  await moveUser(tx, user, { organizationId: home!.id, role: 'team_member', teamIds: placed.formerTeamIds })
  await announce(tx, user.id, 'user.edited')
}

async function keepItsPlace(tx: Tx, review: DecidedRegistration): Promise<void> {
  if (await keepPlace(tx, review.id)) return goOnWithout(tx, review.id)
  await tx`
    update reviews set facts = facts #- '{inviteCode,isLost}' where id = ${review.id} and facts #> '{inviteCode,isLost}' is not null`
}

/** Notes on the review that its code no longer leads anywhere. */
async function goOnWithout(tx: Tx, reviewId: string): Promise<void> {
  await tx`
    update reviews set facts = jsonb_set(facts, '{inviteCode,isLost}', 'true') where id = ${reviewId} and facts ? 'inviteCode'`
}

async function waitAgain(tx: Tx, accountId: string): Promise<void> {
  await tx`update accounts set approved_at = null, rejected_at = null, version = version + 1 where id = ${accountId}`
  await announceToMembers(tx, accountId)
}

async function countSameDomain(db: Db, email: string): Promise<number> {
  const domain = email.toLowerCase().split('@')[1] ?? ''
  if (isPublicMailDomain(domain)) return 0
  const [row] = await db<{ count: number }[]>`
    select count(*)::int as count from (
      select 1 from accounts
       where split_part(email_key, '@', 2) = ${domain} and lower(email) <> ${email.toLowerCase()} and approved_at is not null
       limit 100) found`
  return row!.count
}

async function countSameName(db: Db, email: string, firstName: string, lastName: string): Promise<number> {
  const [row] = await db<{ count: number }[]>`
    select count(*)::int as count from (
      select 1 from accounts
       where lower(first_name || ' ' || last_name) = lower(${`${firstName} ${lastName}`}) and lower(email) <> ${email.toLowerCase()}
       limit 100) found`
  return row!.count
}
