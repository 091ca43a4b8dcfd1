// State before + events = a fresh query, for every command that changes organizations, teams and members.
import { afterAll, beforeAll, beforeEach, test } from 'vitest'
import { sendMail } from '#server/features/emails/jobs.ts'
import { hashToken } from '#server/trpc.ts'
import {
  acceptWith,
  clientFor,
  insertInvitation,
  insertMember,
  insertOrganization,
  insertRequest,
  insertTeam,
  invitee,
} from '#tests/setup/organizations.ts'
import { expectPlacesConverge } from '#tests/setup/place-convergence.ts'
import {
  clientOf,
  insertDeveloper,
  insertRegistration,
  insertStaff,
  requestId,
  startPortal,
  type Portal,
} from '#tests/setup/portal.ts'

let portal: Portal
let admin: Awaited<ReturnType<typeof clientFor>>
let boss: Awaited<ReturnType<typeof clientFor>>
/** Who watches: a team member, whom no command is about. */
let witness: Awaited<ReturnType<typeof clientFor>>
let acme: string
let homeId: string

beforeAll(async () => {
  portal = await startPortal({ role: 'web' })
  admin = await clientFor(portal, await insertStaff(portal, 'owner'))
  homeId = (await admin.api.admin.users.places.query())[0]!.id
})
beforeEach(async () => {
  await portal.database.sql`delete from rate_limits`
  // The lists show their first page.
  await portal.database.sql`delete from accounts where kind = 'user'`
  await portal.database.sql`delete from organizations where not is_default`
  await portal.database.sql`update settings set auto_approve_organizations = false`
  acme = (await insertOrganization(portal)).id
  boss = await clientFor(portal, (await insertMember(portal, acme, 'super_admin')).id)
  witness = await clientFor(portal, (await insertMember(portal, acme)).id)
})
afterAll(() => portal.end())

const place = { firstName: 'New', lastName: 'Name', role: 'super_admin' as const, teamIds: [] as string[] }
const decide = ({ id, version }: { id: string; version: number }) => ({ id, version, requestId: requestId() })
const member = async () => (await insertMember(portal, acme)).id
const request = async (name: string) => (await insertRequest(portal, `${name} ${requestId().slice(0, 8)}`)).review
const approved = async (name: string) => admin.api.admin.reviews.approve.mutate(decide(await request(name)))
const added = (email: string) => ({
  ...place,
  email,
  requestId: requestId(),
  organizationId: acme,
  isActive: true,
  mustChangePassword: true,
})

/** Somebody who is in Acme by a teammate's invitation, and whose registration still waits. */
async function waitingMember() {
  const review = await insertRegistration(portal)
  const { email } = review.facts as { email: string }
  await acceptWith(portal, (await insertInvitation(portal, acme, { email })).token)
  return admin.api.admin.reviews.get.query({ id: review.id })
}
async function edit(id: string, change: object) {
  const user = await admin.api.admin.users.get.query({ id })
  const { organization, teams } = user
  return admin.api.admin.users.edit.mutate({
    ...user,
    organizationId: organization.id,
    teamIds: teams.map((team) => team.id),
    ...change,
  })
}

type Act = () => Promise<unknown>
/** Prepares what a command needs, and answers the command. */
const commands: [name: string, prepare: () => Promise<Act>][] = [
  ['members.invite', async () => () => boss.api.portal.members.invite.mutate(invitee())],
  ['members.resend', async () => with_(await insertInvitation(portal, acme), boss.api.portal.members.resend.mutate)],
  ['members.revoke', async () => with_(await insertInvitation(portal, acme), boss.api.portal.members.revoke.mutate)],
  [
    'invitations.revoke',
    async () => with_(await insertInvitation(portal, acme), admin.api.admin.invitations.revoke.mutate),
  ],
  [
    'members.edit an invitation',
    async () => {
      const { id } = await insertInvitation(portal, acme)
      return () => boss.api.portal.members.edit.mutate({ ...place, id, version: 1 })
    },
  ],
  [
    'the mail of an invitation leaves',
    async () => {
      const { id } = await boss.api.portal.members.invite.mutate(invitee())
      const [mail] = await portal.database.sql<
        { id: string }[]
      >`select id from mails where member_invitation_id = ${id}`
      return () => sendMail(portal, mail!.id)
    },
  ],
  [
    'invitations.accept, a new address',
    async () => {
      const { token } = await insertInvitation(portal, acme)
      return () => acceptWith(portal, token)
    },
  ],
  [
    'invitations.accept, an account of the default organization',
    async () => {
      const { token } = await insertInvitation(portal, acme, { email: (await insertDeveloper(portal)).email })
      return () => acceptWith(portal, token)
    },
  ],
  [
    'members.edit',
    async () => {
      const [id, team] = [await member(), await insertTeam(portal, acme)]
      return () => boss.api.portal.members.edit.mutate({ ...place, id, version: 1, teamIds: [team] })
    },
  ],
  ['members.remove', async () => with_({ id: await member() }, boss.api.portal.members.remove.mutate)],
  [
    'profile.rename',
    async () => with_(place, (await clientFor(portal, await member())).api.portal.profile.rename.mutate),
  ],
  ['users.edit, within', async () => edit.bind(undefined, await member(), place)],
  ['users.edit, out', async () => edit.bind(undefined, await member(), { organizationId: homeId, teamIds: [] })],
  [
    'users.edit, in, though invited',
    async () => {
      const { id, email } = await insertDeveloper(portal)
      await insertInvitation(portal, acme, { email })
      return () => edit(id, { organizationId: acme, teamIds: [] })
    },
  ],
  ['users.add', async () => with_(added(invitee().email), admin.api.admin.users.add.mutate)],
  [
    'users.add, though invited',
    async () => with_(added((await insertInvitation(portal, acme)).email), admin.api.admin.users.add.mutate),
  ],
  ['users.deactivate', async () => with_({ id: await member() }, admin.api.admin.users.deactivate.mutate)],
  [
    'users.activate',
    async () => {
      const { id } = await insertMember(portal, acme, 'team_member', { deactivated: true })
      return () => admin.api.admin.users.activate.mutate({ id })
    },
  ],
  ['users.remove', async () => with_({ id: await member() }, admin.api.admin.users.remove.mutate)],
  [
    'invitations.send',
    async () => {
      const { id } = await admin.api.admin.users.add.mutate(added(invitee().email))
      return () => admin.api.admin.invitations.send.mutate({ id })
    },
  ],
  [
    'a registration is approved inside',
    async () => with_(decide(await waitingMember()), admin.api.admin.reviews.approve.mutate),
  ],
  [
    'a registration is rejected inside',
    async () => with_({ ...decide(await waitingMember()), reason: 'No.' }, admin.api.admin.reviews.reject.mutate),
  ],
  [
    'a registration is undone inside',
    async () => {
      const { id, version } = await admin.api.admin.reviews.approve.mutate(decide(await waitingMember()))
      return () => admin.api.admin.reviews.undo.mutate(decide({ id, version }))
    },
  ],
  [
    'registrations.confirm inside',
    async () => {
      const { id } = await insertMember(portal, acme, 'team_member', { confirmed: false })
      const token = 'c'.repeat(32)
      await portal.database.sql`
        insert into mail_tokens (token_hash, purpose, account_id, expires_at)
        values (${hashToken(token)}, 'confirm', ${id}, now() + interval '1 day')`
      return () => clientOf(portal).portal.registrations.confirm.mutate({ token })
    },
  ],
  [
    'organizations.add',
    async () =>
      with_({ requestId: requestId(), name: `Added ${requestId()}` }, admin.api.admin.organizations.add.mutate),
  ],
  [
    'organizations.rename',
    async () =>
      with_({ id: acme, version: 1, name: `Renamed ${requestId()}` }, admin.api.admin.organizations.rename.mutate),
  ],
  [
    'organizations.remove',
    async () => {
      const { id } = await insertOrganization(portal)
      await insertMember(portal, id, 'super_admin')
      return () => admin.api.admin.organizations.remove.mutate({ id })
    },
  ],
  [
    'teams.add',
    async () =>
      with_({ requestId: requestId(), organizationId: acme, name: 'Pilots' }, admin.api.admin.teams.add.mutate),
  ],
  [
    'teams.rename',
    async () =>
      with_({ id: await insertTeam(portal, acme), version: 1, name: 'Sailors' }, admin.api.admin.teams.rename.mutate),
  ],
  [
    'teams.remove',
    async () => {
      const id = await insertTeam(portal, acme)
      await insertMember(portal, acme, 'team_member', { teamIds: [id] })
      return () => admin.api.admin.teams.remove.mutate({ id })
    },
  ],
  ['an organization request', ask],
  ['its approval', async () => with_(decide(await request('Approved')), admin.api.admin.reviews.approve.mutate)],
  ['its approval undone', async () => with_(decide(await approved('Undone')), admin.api.admin.reviews.undo.mutate)],
  [
    'its auto-approval',
    async () => {
      await portal.database.sql`update settings set auto_approve_organizations = true`
      return ask()
    },
  ],
]

async function ask(): Promise<Act> {
  const { api } = await clientFor(portal, (await insertDeveloper(portal)).id)
  return () => api.portal.organizations.create.mutate({ requestId: requestId(), name: 'Asked for' })
}

function with_<I>(input: I, call: (input: I) => Promise<unknown>): Act {
  return () => call(input)
}

test.each(commands)('state before + events = a fresh query: %s', async (_, prepare) => {
  await expectPlacesConverge(portal, admin, witness, await prepare())
})
