// Who may do what, as data: one row a procedure, one cell a kind of person. A procedure without a row fails the build.
import { randomUUID } from 'node:crypto'
import { insertRegistration, type Portal } from '#tests/setup/portal.ts'

export const personas = ['anon', 'unconfirmed', 'developer', 'teamMember', 'superAdmin', 'superAdminB', 'deactivated', 'auditor', 'approver', 'owner'] as const
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
  'portal.registrations.openStatus': { type: 'mutation', input: () => unknownToken, cells: everyone(404), httpOnly: true },
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

async function insertMail(portal: Portal) {
  const [mail] = await portal.database.sql`
    insert into mails (template, to_name, to_address, state) values ('confirm-address', 'A', 'a@example.com', 'sent') returning id`
  return { id: mail!.id as string }
}
