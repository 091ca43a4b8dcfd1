// Who may do what, as data: one row a procedure, one cell a kind of person. A procedure without a row fails the build.
import { randomUUID } from 'node:crypto'
import { insertDeveloper, insertRegistration, insertStaff, type PersonFacts, type Portal } from '#tests/setup/portal.ts'

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

const everyone = (status: number): Cells => Object.fromEntries(personas.map((persona) => [persona, status])) as Cells
const users = { unconfirmed: 403, developer: 403, teamMember: 403, superAdmin: 403, superAdminB: 403 }
const noSession = { anon: 401, deactivated: 401 }
const staffFrom = (least: 'auditor' | 'approver' | 'owner'): Cells => ({
  ...noSession,
  ...users,
  auditor: least === 'auditor' ? 200 : 403,
  approver: least === 'owner' ? 403 : 200,
  owner: 200,
})

export interface MatrixRow {
  type: 'query' | 'mutation'
  /** makes a fresh input, whose objects exist */
  input?: (portal: Portal) => Promise<unknown> | unknown
  cells: Cells
  /** sets cookies or takes passwords: refused over sockets with 400 */
  httpOnly?: boolean
}

const unknownToken = { token: 'x'.repeat(32) }
const names = { firstName: 'New', lastName: 'Person', password: 'a password of some length' }
const decision = async (portal: Portal) => {
  const { id, version } = await insertRegistration(portal)
  return { id, version, requestId: randomUUID() }
}
const decided = (state: 'approved' | 'rejected') => async (portal: Portal) => {
  const input = await decision(portal)
  await portal.database.sql`
    update reviews set state = ${state}, decided_at = now(), undo_until = now() + interval '1 minute', decision_id = gen_random_uuid()
     where id = ${input.id}`
  return input
}

export const matrix: Record<string, MatrixRow> = {
  'portal.session.me': { type: 'query', cells: everyone(200) },
  'portal.session.logIn': {
    type: 'mutation',
    input: () => ({ email: `${randomUUID()}@example.com`, password: 'wrong' }),
    cells: everyone(401),
    httpOnly: true,
  },
  'portal.session.logOut': { type: 'mutation', cells: everyone(200), httpOnly: true },
  'portal.settings.get': { type: 'query', cells: everyone(200) },
  'portal.setup.create': {
    type: 'mutation',
    input: () => ({ ...unknownToken, ...names, email: 'new@example.com' }),
    cells: everyone(404),
    httpOnly: true,
  },
  'portal.registrations.register': {
    type: 'mutation',
    input: () => ({ ...names, requestId: randomUUID(), email: `${randomUUID()}@example.com` }),
    cells: everyone(200),
    httpOnly: true,
  },
  'portal.registrations.status': { type: 'query', cells: everyone(404) },
  'portal.registrations.openStatus': {
    type: 'mutation',
    input: () => unknownToken,
    cells: everyone(404),
    httpOnly: true,
  },
  'portal.registrations.confirm': { type: 'mutation', input: () => unknownToken, cells: everyone(404), httpOnly: true },

  'admin.reviews.list': { type: 'query', input: () => ({}), cells: staffFrom('auditor') },
  'admin.reviews.counts': { type: 'query', cells: staffFrom('auditor') },
  'admin.reviews.get': {
    type: 'query',
    input: async (portal) => ({ id: (await insertRegistration(portal)).id }),
    cells: staffFrom('auditor'),
  },
  'admin.reviews.approve': { type: 'mutation', input: decision, cells: staffFrom('approver') },
  'admin.reviews.reject': {
    type: 'mutation',
    input: async (portal) => ({ ...(await decision(portal)), reason: 'Not a customer.' }),
    cells: staffFrom('approver'),
  },
  'admin.reviews.undo': { type: 'mutation', input: decided('approved'), cells: staffFrom('approver') },
  'admin.reviews.reopen': { type: 'mutation', input: decided('rejected'), cells: staffFrom('approver') },
  'admin.emails.list': { type: 'query', input: () => ({}), cells: staffFrom('auditor') },
  'admin.emails.get': { type: 'query', input: insertMail, cells: staffFrom('auditor') },
  'portal.registrations.resendConfirmation': { type: 'mutation', cells: { ...everyone(200), ...noSession } },
  'portal.passwords.requestReset': {
    type: 'mutation',
    input: () => ({ email: `${randomUUID()}@example.com` }),
    cells: everyone(200),
    httpOnly: true,
  },
  'portal.passwords.reset': {
    type: 'mutation',
    input: () => ({ ...unknownToken, password: names.password }),
    cells: everyone(404),
    httpOnly: true,
  },
  'portal.passwords.change': {
    type: 'mutation',
    input: () => ({ currentPassword: 'wrong', password: names.password }),
    cells: { ...everyone(403), ...noSession },
    httpOnly: true,
  },
  'portal.passwords.replace': {
    type: 'mutation',
    input: () => ({ password: names.password }),
    cells: { ...everyone(200), ...noSession },
    httpOnly: true,
  },
  'portal.invitations.open': { type: 'mutation', input: () => unknownToken, cells: everyone(404), httpOnly: true },
  'portal.invitations.accept': {
    type: 'mutation',
    input: () => ({ ...unknownToken, password: names.password }),
    cells: everyone(404),
    httpOnly: true,
  },
  'portal.profile.sessions': { type: 'query', cells: { ...everyone(200), ...noSession } },
  'portal.profile.rename': {
    type: 'mutation',
    input: () => ({ firstName: 'New', lastName: 'Name' }),
    cells: { ...everyone(200), ...noSession },
  },
  'portal.profile.endSession': {
    type: 'mutation',
    input: () => ({ id: '0'.repeat(64) }),
    cells: { ...everyone(404), ...noSession },
  },
  'portal.profile.endOtherSessions': { type: 'mutation', cells: { ...everyone(200), ...noSession } },
  'portal.profile.remove': {
    type: 'mutation',
    input: () => ({ password: 'wrong' }),
    cells: { ...everyone(403), ...noSession },
    httpOnly: true,
  },

  'admin.users.list': { type: 'query', input: () => ({}), cells: staffFrom('auditor') },
  'admin.users.places': { type: 'query', cells: staffFrom('auditor') },
  'admin.users.get': { type: 'query', input: developer(), cells: staffFrom('auditor') },
  'admin.users.previewDeletion': { type: 'query', input: developer(), cells: staffFrom('approver') },
  'admin.users.add': {
    type: 'mutation',
    input: async (portal) => ({
      ...names,
      ...(await place(portal)),
      requestId: randomUUID(),
      email: `${randomUUID()}@example.com`,
      isActive: true,
      mustChangePassword: true,
    }),
    cells: staffFrom('approver'),
    httpOnly: true,
  },
  'admin.users.edit': {
    type: 'mutation',
    input: async (portal) => ({
      ...(await place(portal)),
      ...(await developer()(portal)),
      version: 1,
      firstName: 'New',
      lastName: 'Name',
    }),
    cells: staffFrom('approver'),
  },
  'admin.users.activate': {
    type: 'mutation',
    input: developer({ deactivated: true, passwordHash: 'x' }),
    cells: staffFrom('approver'),
  },
  'admin.users.deactivate': { type: 'mutation', input: developer(), cells: staffFrom('approver') },
  'admin.users.remove': { type: 'mutation', input: developer(), cells: staffFrom('approver') },
  'admin.users.endSessions': { type: 'mutation', input: developer(), cells: staffFrom('approver') },
  'admin.invitations.list': { type: 'query', cells: staffFrom('auditor') },
  'admin.invitations.send': { type: 'mutation', input: developer(), cells: staffFrom('approver') },
  'admin.invitations.revoke': { type: 'mutation', input: invited, cells: staffFrom('approver') },
  'admin.staff.list': { type: 'query', cells: staffFrom('auditor') },
  'admin.staff.invite': {
    type: 'mutation',
    input: () => ({
      requestId: randomUUID(),
      email: `${randomUUID()}@example.com`,
      firstName: 'New',
      lastName: 'Admin',
      role: 'auditor',
    }),
    cells: staffFrom('owner'),
  },
  'admin.staff.resend': { type: 'mutation', input: invitedStaff, cells: staffFrom('owner') },
  'admin.staff.change': {
    type: 'mutation',
    input: async (portal) => ({
      id: await insertStaff(portal, 'auditor'),
      version: 1,
      role: 'approver',
      getsQueueMails: true,
    }),
    cells: staffFrom('owner'),
  },
  'admin.staff.remove': {
    type: 'mutation',
    input: async (portal) => ({ id: await insertStaff(portal, 'auditor') }),
    cells: staffFrom('owner'),
  },
  'admin.settings.get': { type: 'query', cells: staffFrom('auditor') },
  'admin.settings.save': {
    type: 'mutation',
    input: async (portal) => {
      const [row] = await portal.database.sql<{ version: number }[]>`select version from settings`
      const switches = { registerEnabled: true, signInEnabled: true, autoApproveRegistrations: false }
      return { ...switches, portalName: 'Gatehouse', undoSeconds: 10, version: row!.version }
    },
    cells: staffFrom('owner'),
  },
}

function developer(facts: PersonFacts = {}) {
  return async (portal: Portal) => ({ id: (await insertDeveloper(portal, facts)).id })
}

async function invited(portal: Portal) {
  const input = await developer()(portal)
  await portal.database.sql`insert into invitations (account_id) values (${input.id})`
  return input
}

async function invitedStaff(portal: Portal) {
  const id = await insertStaff(portal, 'auditor')
  await portal.database.sql`update accounts set password_hash = null, invited_at = now() where id = ${id}`
  return { id }
}

async function place(portal: Portal) {
  const [organization] = await portal.database.sql`select id from organizations where is_default`
  return { organizationId: organization!.id as string, teamIds: [], role: 'team_member' }
}

async function insertMail(portal: Portal) {
  const [mail] = await portal.database.sql`
    insert into mails (template, to_name, to_address, state) values ('confirm-address', 'A', 'a@example.com', 'sent') returning id`
  return { id: mail!.id as string }
}
