// Fresh objects for the rows of the matrix, each as the least input that names it: Acme's, where there is a choice.
import { randomUUID } from 'node:crypto'
import { insertCode } from '#tests/setup/invite-codes.ts'
import { insertInvitation, insertMember, insertOrganization, insertTeam } from '#tests/setup/organizations.ts'
import {
  clientOf,
  insertDeveloper,
  insertRegistration,
  insertStaff,
  signIn,
  type PersonFacts,
  type Portal,
} from '#tests/setup/portal.ts'
import type { Ids } from './personas.ts'

export const decision = async (portal: Portal) => {
  const { id, version } = await insertRegistration(portal)
  return { id, version, requestId: randomUUID() }
}
export const decided = (state: 'approved' | 'rejected') => async (portal: Portal) => {
  const input = await decision(portal)
  await portal.database.sql`
    update reviews set state = ${state}, decided_at = now(), undo_until = now() + interval '1 minute', decision_id = gen_random_uuid()
     where id = ${input.id}`
  return input
}

export const editableCode = async (portal: Portal, ids: Ids) => {
  const { id, edition } = await insertCode(portal, ids.acme)
  return { id, edition }
}
export const code = async (portal: Portal, ids: Ids) => ({ id: (await insertCode(portal, ids.acme)).id })

export function developer(facts: PersonFacts = {}) {
  return async (portal: Portal) => ({ id: (await insertDeveloper(portal, facts)).id })
}

export async function invited(portal: Portal) {
  const input = await developer()(portal)
  await portal.database.sql`insert into invitations (account_id) values (${input.id})`
  return input
}

export async function member(portal: Portal, ids: Ids) {
  return { id: (await insertMember(portal, ids.acme)).id }
}

export async function invitation(portal: Portal, ids: Ids) {
  return { id: (await insertInvitation(portal, ids.acme)).id }
}

export async function team(portal: Portal, ids: Ids) {
  return { id: await insertTeam(portal, ids.acme) }
}

export async function organization(portal: Portal) {
  return { id: (await insertOrganization(portal)).id }
}

/** What the developer asks for, whoever calls. */
export async function ownRequest(portal: Portal, ids: Ids) {
  await withdrawRequests(portal, ids.developer)
  const asking = clientOf(portal, await signIn(portal, ids.developer)).portal.organizations.create
  const { id } = await asking.mutate({ requestId: randomUUID(), name: `Asked ${randomUUID().slice(0, 8)}` })
  return { id }
}

export async function withdrawRequests(portal: Portal, requesterId: string) {
  await portal.database.sql`
    update reviews set state = 'withdrawn', question = null
     where requester_id = ${requesterId} and kind = 'organization' and state in ('pending', 'needs_information')`
}

export async function invitedStaff(portal: Portal) {
  const id = await insertStaff(portal, 'auditor')
  await portal.database.sql`update accounts set password_hash = null, invited_at = now() where id = ${id}`
  return { id }
}

export async function place(portal: Portal) {
  const [organization] = await portal.database.sql`select id from organizations where is_default`
  return { organizationId: organization!.id as string, teamIds: [], role: 'team_member' }
}

export async function insertMail(portal: Portal) {
  const [mail] = await portal.database.sql`
    insert into mails (template, to_name, to_address, state) values ('confirm-address', 'A', 'a@example.com', 'sent') returning id`
  return { id: mail!.id as string }
}
