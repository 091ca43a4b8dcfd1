// The kinds of people that everything is tried as.
import { insertMember, insertOrganization, insertTeam } from '#tests/setup/organizations.ts'
import { insertDeveloper, insertStaff, type Portal } from '#tests/setup/portal.ts'

export const personas = [
  'anon',
  'unconfirmed',
  'developer',
  'teamMember',
  'superAdmin',
  'superAdminB',
  'deactivated',
  'auditor',
  'approver',
  'owner',
] as const
export type Persona = (typeof personas)[number]
export type Cells = Record<Persona, number>

/** The people of a run, by kind. `teamMember` and `superAdmin` are in Acme and its team T1, `superAdminB` in Bolt. */
export interface Ids extends Record<Exclude<Persona, 'anon'>, string> {
  acme: string
  bolt: string
  t1: string
}

/** Inserts one of each kind, and the two organizations. */
export async function insertPersonas(portal: Portal): Promise<Ids> {
  const acme = (await insertOrganization(portal, 'Acme')).id
  const bolt = (await insertOrganization(portal, 'Bolt')).id
  const t1 = await insertTeam(portal, acme, 'Team one')
  return {
    acme,
    bolt,
    t1,
    unconfirmed: (await insertDeveloper(portal, { confirmed: false })).id,
    developer: (await insertDeveloper(portal)).id,
    deactivated: (await insertDeveloper(portal)).id,
    teamMember: (await insertMember(portal, acme, 'team_member', { teamIds: [t1] })).id,
    superAdmin: (await insertMember(portal, acme, 'super_admin', { teamIds: [t1] })).id,
    superAdminB: (await insertMember(portal, bolt, 'super_admin')).id,
    auditor: await insertStaff(portal, 'auditor'),
    approver: await insertStaff(portal, 'approver'),
    owner: await insertStaff(portal, 'owner'),
  }
}
