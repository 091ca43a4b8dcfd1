// The three companies of the demo with their teams and codes, and the people who belong to none.
import { randomUUID } from 'node:crypto'
import type { Tx } from '#db/database.ts'
import { inviteUser } from '#server/features/invitations/commands.ts'
import { addCode, editCode, pauseCode } from '#server/features/invite-codes/commands.ts'
import { inviteMember } from '#server/features/members/commands.ts'
import { addOrganization, requestOrganization } from '#server/features/organizations/commands.ts'
import { addTeam } from '#server/features/teams/commands.ts'
import { addUser, deactivateUser, editUser } from '#server/features/users/commands.ts'
import { findUser } from '#server/features/users/queries.ts'
import type { OrganizationRole } from '#server/features/users/schema.ts'
import { acceptTeammate, approve, findOrganizationId, findTeamId, join } from './acts.ts'
import { actorOf, baobab, halvorsen, independent, kitano, staff, type Person } from './people.ts'
import { daysAgo, minutesAgo, type Story } from './story.ts'

/** Codes that somebody chose, as they would be printed on a slide. */
export const codes = {
  halvorsen: 'HALVORSEN-ONBOARDING',
  kitano: 'KITANO-ENGINEERS',
  baobab: 'BAOBAB-BETA-2026',
  meetup: 'NORDIC-API-MEETUP',
  hackathon: 'SPRING-HACKATHON',
  partners: 'PARTNER-PREVIEW',
}

export function addCompanies(story: Story): void {
  addHalvorsen(story)
  addKitano(story)
  addBaobab(story)
  addIndependent(story)
}

/** Asked for by its founder, and filled by a code. */
function addHalvorsen(story: Story): void {
  const name = 'Halvorsen Logistics'
  const { ingrid, karim, ...others } = halvorsen
  join(story, ingrid, daysAgo(33, '08:12'), { isApproved: true })
  story.at(daysAgo(33, '09:40'), async (tx) => requestOrganization(tx, await actorOf(tx, ingrid), name))
  story.at(daysAgo(33, '10:05'), (tx) => approve(tx, ingrid, 'organization'))
  story.at(daysAgo(32, '08:30'), (tx) => addTeams(tx, name, ['Dispatch apps', 'Data platform']))
  story.at(daysAgo(32, '08:45'), (tx) =>
    makeCode(tx, { code: codes.halvorsen, name: 'Halvorsen onboarding', team: 'Dispatch apps', quota: 12 }),
  )
  const days = [30, 30, 27, 22, 15, 9, 2]
  for (const [index, who] of Object.values(others).entries())
    join(story, who, daysAgo(days[index]!, `10:${10 + index * 6}`), { code: codes.halvorsen, isApproved: false })
  for (const who of [others.noor, others.petra, others.sanna])
    story.at(daysAgo(1, '14:10'), (tx) => place(tx, who, name, 'team_member', ['Data platform', 'Dispatch apps']))
  story.at(daysAgo(2, '15:00'), (tx) => addInvited(tx, karim, name, ['Data platform']))
  const invited = [
    { firstName: 'Lars', lastName: 'Moen', email: 'lars@halvorsen.example' },
    { firstName: 'Emilie', lastName: 'Krogh', email: 'emilie@halvorsen.example' },
  ]
  for (const who of invited) story.at(daysAgo(1, '09:20'), (tx) => inviteTeammate(tx, ingrid, who))
}

/** Made by a portal admin for a customer; its people came by a code. */
function addKitano(story: Story): void {
  const name = 'Kitano Retail Group'
  story.at(daysAgo(29, '07:30'), async (tx) => addOrganization(tx, await actorOf(tx, staff.marta), name))
  story.at(daysAgo(29, '07:34'), (tx) => addTeams(tx, name, ['Storefront', 'Payments']))
  story.at(daysAgo(29, '07:40'), (tx) =>
    makeCode(tx, {
      code: codes.kitano,
      name: 'Kitano engineers',
      team: 'Storefront',
      expiresAt: daysAgo(-60, '00:00'),
    }),
  )
  const { haruka, hiroshi, arjun, meilin } = kitano
  const days = [28, 26, 25, 25, 20, 17, 17, 6]
  for (const [index, who] of Object.values(kitano).entries())
    join(story, who, daysAgo(days[index]!, `11:${10 + index * 5}`), { code: codes.kitano, isApproved: false })
  story.at(daysAgo(28, '12:30'), (tx) => place(tx, haruka, name, 'super_admin', ['Storefront']))
  for (const who of [arjun, meilin])
    story.at(daysAgo(19, '08:00'), (tx) => place(tx, who, name, 'team_member', ['Payments']))
  story.at(daysAgo(5, '16:20'), async (tx) =>
    deactivateUser(tx, await actorOf(tx, staff.aisha), await idOf(tx, hiroshi)),
  )
}

/** Asked for under a name that was made clearer when it was approved; people of its code are looked at first. */
function addBaobab(story: Story): void {
  const name = 'Baobab Pay'
  const { amina, kofi, wanjiru, thabo, zainab, luc } = baobab
  join(story, amina, daysAgo(24, '07:05'), { isApproved: true })
  story.at(daysAgo(24, '09:15'), async (tx) => requestOrganization(tx, await actorOf(tx, amina), 'Baobab'))
  story.at(daysAgo(23, '10:20'), (tx) => approve(tx, amina, 'organization', { organizationName: name }))
  story.at(daysAgo(23, '11:00'), (tx) => addTeams(tx, name, ['Wallet', 'Risk']))
  const beta = { code: codes.baobab, name: 'Baobab beta', team: 'Wallet', quota: 20, skipsApproval: false }
  story.at(daysAgo(23, '11:10'), (tx) => makeCode(tx, beta))
  const days = [21, 18, 11]
  for (const [index, who] of [kofi, wanjiru, thabo].entries())
    join(story, who, daysAgo(days[index]!, `12:${15 + index * 9}`), { code: codes.baobab, isApproved: true })
  join(story, luc, daysAgo(14, '08:50'), { isApproved: true })
  story.at(daysAgo(13, '09:00'), (tx) => place(tx, luc, name, 'super_admin', ['Risk']))
  story.at(daysAgo(12, '13:00'), (tx) => inviteTeammate(tx, amina, zainab))
  story.at(daysAgo(11, '07:45'), (tx) => acceptTeammate(tx, zainab, story.passwordHash))
  const invited = { firstName: 'Ousmane', lastName: 'Fall', email: 'ousmane@baobabpay.example' }
  story.at(minutesAgo(220), (tx) => inviteTeammate(tx, amina, invited))
}

/** Those who came to an event or alone; and the codes that are over. */
function addIndependent(story: Story): void {
  const { elena, mateo, chloe, ravi, hannah, omar, grace, tess } = independent
  const community = 'Independents All users'
  story.at(daysAgo(31, '09:00'), (tx) =>
    makeCode(tx, { code: codes.meetup, name: 'Nordic API Meetup', team: community, quota: 3 }),
  )
  for (const [index, who] of [elena, mateo, chloe].entries())
    join(story, who, daysAgo(27, `17:${20 + index * 7}`), { code: codes.meetup, isApproved: false })
  story.at(daysAgo(20, '08:20'), (tx) =>
    makeCode(tx, { code: codes.hackathon, name: 'Spring hackathon', team: community, quota: 200 }),
  )
  for (const [index, who] of [hannah, omar].entries())
    join(story, who, daysAgo(19, `10:${30 + index * 11}`), { code: codes.hackathon, isApproved: false })
  story.at(daysAgo(18, '06:00'), (tx) => changeCode(tx, codes.hackathon, 'over'))
  story.at(daysAgo(12, '10:00'), (tx) =>
    makeCode(tx, { code: codes.partners, name: 'Partner preview', team: 'Payments', quota: 50 }),
  )
  story.at(daysAgo(10, '10:00'), (tx) => changeCode(tx, codes.partners, 'paused'))
  join(story, ravi, daysAgo(16, '13:30'), { isApproved: true })
  join(story, grace, daysAgo(8, '09:25'), { isApproved: true })
  story.at(daysAgo(3, '11:30'), (tx) => addWithout(tx, tess, 'Independents', []))
}

async function addTeams(tx: Tx, organization: string, names: string[]): Promise<void> {
  const organizationId = await findOrganizationId(tx, organization)
  for (const name of names) await addTeam(tx, await actorOf(tx, staff.tomas), { organizationId, name })
}

interface NewCode {
  code: string
  name: string
  team: string
  quota?: number
  expiresAt?: Date
  skipsApproval?: boolean
}

async function makeCode(tx: Tx, { team, quota, expiresAt, skipsApproval = true, ...code }: NewCode): Promise<void> {
  await addCode(tx, await actorOf(tx, staff.tomas), {
    requestId: randomUUID(),
    ...code,
    quota: quota ?? null,
    expiresAt: expiresAt?.toISOString() ?? null,
    isActive: true,
    teamId: await findTeamId(tx, team),
    skipsApproval,
  })
}

async function changeCode(tx: Tx, code: string, into: 'over' | 'paused'): Promise<void> {
  const actor = await actorOf(tx, staff.aisha)
  const [row] = await tx<{ id: string; edition: number; name: string; quota: number | null; teamId: string }[]>`
    select id, edition, name, quota, team_id from invite_codes where code = ${code}`
  if (into === 'paused') await pauseCode(tx, actor, { id: row!.id, edition: row!.edition, isActive: false })
  else {
    const expiresAt = daysAgo(18, '06:00').toISOString()
    await editCode(tx, actor, { ...row!, expiresAt, isActive: true, skipsApproval: true })
  }
}

const idOf = async (tx: Tx, who: Person): Promise<string> => (await actorOf(tx, who)).accountId

/** A portal admin puts somebody into an organization, a role and teams. */
async function place(
  tx: Tx,
  who: Person,
  organization: string,
  role: OrganizationRole,
  teams: string[],
): Promise<void> {
  const user = (await findUser(tx, await idOf(tx, who)))!
  await editUser(tx, await actorOf(tx, staff.tomas), {
    id: user.id,
    version: user.version,
    firstName: user.firstName,
    lastName: user.lastName,
    role,
    organizationId: await findOrganizationId(tx, organization),
    teamIds: await Promise.all(teams.map((team) => findTeamId(tx, team))),
  })
}

/** A portal admin adds somebody who has neither a password nor an invitation yet. */
async function addWithout(tx: Tx, who: Person, organization: string, teams: string[]): Promise<string> {
  const { id } = await addUser(
    tx,
    await actorOf(tx, staff.tomas),
    {
      requestId: randomUUID(),
      ...who,
      organizationId: await findOrganizationId(tx, organization),
      teamIds: await Promise.all(teams.map((team) => findTeamId(tx, team))),
      role: 'team_member',
      isActive: true,
      mustChangePassword: true,
    },
    null,
  )
  return id
}

async function addInvited(tx: Tx, who: Person, organization: string, teams: string[]): Promise<void> {
  const id = await addWithout(tx, who, organization, teams)
  await inviteUser(tx, await actorOf(tx, staff.tomas), id)
}

async function inviteTeammate(tx: Tx, by: Person, who: Person): Promise<void> {
  const actor = await actorOf(tx, by)
  await inviteMember(tx, actor, { requestId: randomUUID(), ...who, role: 'team_member', teamIds: [] })
}
