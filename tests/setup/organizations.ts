// Companies with their people, straight from the database, and the links of their invitations.
import { randomBytes, randomUUID } from 'node:crypto'
import { hashPassword } from '#server/features/auth/passwords.ts'
import { createOrganization } from '#server/features/organizations/create.ts'
import type { OrganizationRole } from '#server/features/users/schema.ts'
import { hashToken } from '#server/trpc.ts'
import { clientOf, insertDeveloper, requestId, signIn, type PersonFacts, type Portal } from './portal.ts'

let companies = 0
export const memberPassword = 'a quiet lighthouse'
const passwordHash = hashPassword(memberPassword)

/** Inserts an organization with its default team; a new name unless given. */
export async function insertOrganization(portal: Portal, name = `Company ${++companies}`) {
  const id = await portal.database.inTransaction((tx) => createOrganization(tx, name))
  return { id, name, defaultTeamId: await findDefaultTeam(portal, id) }
}

async function findDefaultTeam(portal: Portal, organizationId: string): Promise<string> {
  const [team] = await portal.database.sql<{ id: string }[]>`
    select id from teams where organization_id = ${organizationId} and is_default`
  return team!.id
}

/** Inserts a further team. */
export async function insertTeam(portal: Portal, organizationId: string, name: string = randomUUID()): Promise<string> {
  const [team] = await portal.database.sql<{ id: string }[]>`
    insert into teams (organization_id, name) values (${organizationId}, ${name}) returning id`
  return team!.id
}

/** Inserts somebody who is in the organization, its default team and those named, with a password as active people have. */
export async function insertMember(
  portal: Portal,
  organizationId: string,
  role: OrganizationRole = 'team_member',
  { teamIds = [], ...facts }: PersonFacts & { teamIds?: string[] } = {},
): Promise<{ id: string; email: string }> {
  const person = await insertDeveloper(portal, { passwordHash: await passwordHash, ...facts })
  const { sql } = portal.database
  await sql`
    update accounts set organization_id = ${organizationId}, organization_role = ${role} where id = ${person.id}`
  await sql`
    insert into team_members (account_id, team_id, organization_id)
    select ${person.id}, id, organization_id from teams
     where organization_id = ${organizationId} and (is_default or id = any(${teamIds}))`
  return person
}

/** The typed client of somebody who is signed in, with the cookie. */
export async function clientFor(portal: Portal, accountId: string) {
  const cookie = await signIn(portal, accountId)
  return { cookie, api: clientOf(portal, cookie) }
}

/** The input of an invitation; a new address each time. */
export const invitee = (over: object = {}) => ({
  requestId: requestId(),
  email: `${randomUUID()}@invited.example`,
  firstName: 'Inga',
  lastName: 'Vited',
  role: 'team_member' as OrganizationRole,
  teamIds: [] as string[],
  ...over,
})

/** Inserts an invitation whose mail has left, and returns its id and the token of its link. */
export async function insertInvitation(
  portal: Portal,
  organizationId: string,
  over: { email?: string; role?: OrganizationRole; teamIds?: string[] } = {},
): Promise<{ id: string; email: string; token: string }> {
  const { email, role, teamIds } = invitee(over)
  const [row] = await portal.database.sql<{ id: string }[]>`
    insert into member_invitations (organization_id, email, email_key, first_name, last_name, role, team_ids, invited_by)
    select ${organizationId}, ${email}, ${email}, 'Inga', 'Vited', ${role}, ${teamIds}::uuid[],
           (select id from accounts where organization_id = ${organizationId} and organization_role = 'super_admin' limit 1)
    returning id`
  return { id: row!.id, email, token: await linkOf(portal, row!.id) }
}

/** Gives an invitation a link, as its mail does when it leaves. */
export async function linkOf(portal: Portal, invitationId: string): Promise<string> {
  const token = randomBytes(24).toString('base64url')
  await portal.database.sql`
    update member_invitations set token_hash = ${hashToken(token)}, expires_at = now() + interval '7 days'
     where id = ${invitationId}`
  return token
}

/** Accepts an invitation by its link, as a stranger. */
export const acceptWith = (portal: Portal, token: string, password = 'a harbour full of boats') =>
  clientOf(portal).portal.invitations.accept.mutate({ token, password })

/** Asks for an organization as a new developer of the default one; returns the person and the pending review. */
export async function insertRequest(portal: Portal, name: string, facts: PersonFacts = {}) {
  const person = await insertDeveloper(portal, { passwordHash: await passwordHash, ...facts })
  const { cookie, api } = await clientFor(portal, person.id)
  const review = await api.portal.organizations.create.mutate({ requestId: requestId(), name })
  return { ...person, cookie, api, review }
}

/** Where somebody is: organization, role and teams by name. */
export async function placeOf(portal: Portal, accountId: string) {
  const [place] = await portal.database.sql<{ organization: string; role: OrganizationRole; teams: string[] }[]>`
    select organizations.name as organization, organization_role as role,
           array(select teams.name from team_members join teams on teams.id = team_id
                  where account_id = accounts.id order by teams.is_default desc, teams.name) as teams
      from accounts join organizations on organizations.id = organization_id
     where accounts.id = ${accountId}`
  return place
}
