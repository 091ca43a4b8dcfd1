// Who may do what, as data: one row a procedure, one cell a kind of person. A procedure without a row fails the build.
import { randomUUID } from 'node:crypto'
import { insertCode } from '#tests/setup/invite-codes.ts'
import { insertTeam, invitee } from '#tests/setup/organizations.ts'
import { insertRegistration, insertStaff } from '#tests/setup/portal.ts'
import { everyone, noSession, staff, staffFrom, users, type MatrixRow } from './cells.ts'
import { accessMatrix } from './matrix-access.ts'
import { bulkMatrix } from './matrix-bulk.ts'
import { catalogueMatrix } from './matrix-catalogue.ts'
import { deskMatrix } from './matrix-desk.ts'
import {
  code,
  decided,
  decision,
  developer,
  editableCode,
  insertMail,
  invitation,
  invited,
  invitedStaff,
  member,
  organization,
  ownRequest,
  place,
  team,
  withdrawRequests,
} from './matrix-inputs.ts'
import { mailsMatrix } from './matrix-mails.ts'
import { queueViewsMatrix } from './matrix-queue-views.ts'
import type { Cells } from './personas.ts'

/** What a super admin does with the people of their organization; of another's nobody is told whether they exist. */
const overMembers: Cells = { ...noSession, ...users, ...staff(403), superAdmin: 200, superAdminB: 404 }

const unknownToken = { token: 'x'.repeat(32) }
const names = { firstName: 'New', lastName: 'Person', password: 'a password of some length' }
const codeFields = { name: 'Hackathon', quota: 10, expiresAt: null, isActive: true, skipsApproval: true }

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
  'portal.registrations.disown': { type: 'mutation', input: () => unknownToken, cells: everyone(404), httpOnly: true },
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
  'admin.find': { type: 'query', input: () => ({ text: 'ma' }), cells: staffFrom('auditor') },
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

  'portal.organizations.request': { type: 'query', cells: { ...everyone(200), ...noSession } },
  'portal.organizations.create': {
    type: 'mutation',
    input: async (portal, ids) => {
      await withdrawRequests(portal, ids.developer)
      return { requestId: randomUUID(), name: `Asked ${randomUUID().slice(0, 8)}` }
    },
    // Whoever is in an organization has one already.
    cells: {
      ...noSession,
      ...staff(403),
      unconfirmed: 403,
      developer: 200,
      teamMember: 409,
      superAdmin: 409,
      superAdminB: 409,
    },
  },
  'portal.organizations.withdraw': {
    type: 'mutation',
    input: ownRequest,
    cells: {
      ...noSession,
      ...staff(403),
      unconfirmed: 403,
      developer: 200,
      teamMember: 404,
      superAdmin: 404,
      superAdminB: 404,
    },
  },
  'portal.members.list': {
    type: 'query',
    input: () => ({}),
    cells: { ...everyone(200), ...noSession, ...staff(403), unconfirmed: 403 },
  },
  'portal.members.invite': {
    type: 'mutation',
    input: async (portal, ids) => invitee({ teamIds: [await insertTeam(portal, ids.acme)] }),
    // No ids of anybody's: a super admin of B invites into B.
    cells: { ...overMembers, superAdminB: 200 },
  },
  'portal.members.resend': { type: 'mutation', input: invitation, cells: overMembers },
  'portal.members.revoke': { type: 'mutation', input: invitation, cells: overMembers },
  'portal.members.edit': {
    type: 'mutation',
    input: async (portal, ids) => ({
      ...(await member(portal, ids)),
      version: 1,
      firstName: 'New',
      lastName: 'Name',
      role: 'super_admin',
      teamIds: [],
    }),
    cells: overMembers,
  },
  'portal.members.remove': { type: 'mutation', input: member, cells: overMembers },

  'portal.inviteCodes.check': {
    type: 'mutation',
    input: async (portal) => ({ code: (await insertCode(portal)).code }),
    cells: everyone(200),
    httpOnly: true,
  },
  'admin.inviteCodes.list': { type: 'query', input: () => ({}), cells: staffFrom('auditor') },
  'admin.inviteCodes.get': { type: 'query', input: code, cells: staffFrom('auditor') },
  'admin.inviteCodes.redemptions': { type: 'query', input: code, cells: staffFrom('auditor') },
  'admin.inviteCodes.isFree': {
    type: 'query',
    input: () => ({ code: 'PARTNER-2026' }),
    cells: staffFrom('approver'),
  },
  'admin.inviteCodes.previewDeletion': { type: 'query', input: code, cells: staffFrom('approver') },
  'admin.inviteCodes.add': {
    type: 'mutation',
    input: async (portal, ids) => ({
      requestId: randomUUID(),
      ...codeFields,
      teamId: await insertTeam(portal, ids.acme),
    }),
    cells: staffFrom('approver'),
  },
  'admin.inviteCodes.edit': {
    type: 'mutation',
    input: async (portal, ids) => ({
      ...(await editableCode(portal, ids)),
      ...codeFields,
      teamId: await insertTeam(portal, ids.acme),
    }),
    cells: staffFrom('approver'),
  },
  'admin.inviteCodes.pause': {
    type: 'mutation',
    input: async (portal, ids) => ({ ...(await editableCode(portal, ids)), isActive: false }),
    cells: staffFrom('approver'),
  },
  'admin.inviteCodes.remove': { type: 'mutation', input: code, cells: staffFrom('approver') },
  'admin.organizations.list': { type: 'query', input: () => ({}), cells: staffFrom('auditor') },
  'admin.organizations.get': { type: 'query', input: organization, cells: staffFrom('auditor') },
  'admin.organizations.add': {
    type: 'mutation',
    input: () => ({ requestId: randomUUID(), name: `Added ${randomUUID().slice(0, 8)}` }),
    cells: staffFrom('approver'),
  },
  'admin.organizations.rename': {
    type: 'mutation',
    input: async (portal) => ({
      ...(await organization(portal)),
      version: 1,
      name: `Renamed ${randomUUID().slice(0, 8)}`,
    }),
    cells: staffFrom('approver'),
  },
  'admin.organizations.previewDeletion': { type: 'query', input: organization, cells: staffFrom('approver') },
  'admin.organizations.remove': { type: 'mutation', input: organization, cells: staffFrom('approver') },
  'admin.teams.list': { type: 'query', input: () => ({}), cells: staffFrom('auditor') },
  'admin.teams.get': { type: 'query', input: team, cells: staffFrom('auditor') },
  'admin.teams.add': {
    type: 'mutation',
    input: (_, ids) => ({ requestId: randomUUID(), organizationId: ids.acme, name: randomUUID() }),
    cells: staffFrom('approver'),
  },
  'admin.teams.rename': {
    type: 'mutation',
    input: async (portal, ids) => ({ ...(await team(portal, ids)), version: 1, name: randomUUID() }),
    cells: staffFrom('approver'),
  },
  'admin.teams.previewDeletion': { type: 'query', input: team, cells: staffFrom('approver') },
  'admin.teams.remove': { type: 'mutation', input: team, cells: staffFrom('approver') },

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
    }),
    cells: staffFrom('owner'),
  },
  'admin.staff.setPaces': {
    type: 'mutation',
    input: (_, ids) => ({
      id: ids.auditor,
      paces: { registration: 'daily', organization: 'hourly', access: 'never' },
    }),
    // Everybody for themselves.
    cells: { ...staffFrom('owner'), auditor: 200 },
  },
  'admin.staff.remove': {
    type: 'mutation',
    input: async (portal) => ({ id: await insertStaff(portal, 'auditor') }),
    cells: staffFrom('owner'),
  },
  'admin.overview.get': { type: 'query', cells: staffFrom('auditor') },
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

  ...catalogueMatrix,
  ...accessMatrix,
  ...bulkMatrix,
  ...deskMatrix,
  ...mailsMatrix,
  ...queueViewsMatrix,
}
