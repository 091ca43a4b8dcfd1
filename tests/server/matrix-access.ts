// The rows of apps, requests for access and credentials. The apps are Acme's, of visibility organization, and made by its team member.
import { randomUUID } from 'node:crypto'
import { accessInput, insertAccessRequest, insertApp, insertOffer } from '#tests/setup/access.ts'
import type { Portal } from '#tests/setup/portal.ts'
import { everyone, noSession, staff, staffFrom, type MatrixRow } from './cells.ts'
import type { Ids } from './personas.ts'

const app = async (portal: Portal, ids: Ids) => ({ id: (await insertApp(portal, { ownerId: ids.teamMember })).id })

async function pending(portal: Portal, ids: Ids) {
  const { requestId } = await insertAccessRequest(portal, { ownerId: ids.teamMember })
  return { id: requestId }
}

async function credential(portal: Portal, ids: Ids) {
  const offer = await insertOffer(portal)
  const { requestId } = await insertAccessRequest(portal, { ownerId: ids.teamMember, offer })
  const [issued] = await portal.database.sql<{ id: string; keyId: string; version: number }[]>`
    select credentials.id, credential_keys.id as key_id, version
      from credentials join credential_keys on credential_id = credentials.id where request_id = ${requestId}`
  return issued!
}
const revoking = async (portal: Portal, ids: Ids) => {
  const { id, version } = await credential(portal, ids)
  return { id, version }
}
const rotating = async (portal: Portal, ids: Ids) => ({
  ...(await revoking(portal, ids)),
  requestId: randomUUID(),
  overlapHours: 1,
})

/** What developers do with their own; whoever has not confirmed the address only browses. */
const asDeveloper = { ...noSession, ...staff(403), unconfirmed: 403 }
const own = { ...everyone(200), ...asDeveloper }
/** Nobody outside of Acme is told whether there is such an app. */
const acmes = { ...everyone(404), ...asDeveloper, teamMember: 200, superAdmin: 200 }

export const accessMatrix: Record<string, MatrixRow> = {
  'portal.access.request': {
    type: 'mutation',
    input: async (portal, ids) => accessInput(await insertOffer(portal), await app(portal, ids)),
    cells: acmes,
  },
  'portal.access.held': {
    type: 'query',
    input: async (portal, ids) => ({ appId: (await app(portal, ids)).id, productIds: [] }),
    cells: acmes,
  },
  'portal.access.withdraw': { type: 'mutation', input: pending, cells: acmes },

  'portal.apps.list': { type: 'query', input: () => ({}), cells: own },
  'portal.apps.get': { type: 'query', input: app, cells: acmes },
  'portal.apps.teams': { type: 'query', cells: own },
  'portal.apps.edit': {
    type: 'mutation',
    input: async (portal, ids) => ({
      ...(await app(portal, ids)),
      ...{ version: 1, name: 'Renamed', description: '', redirectUrls: [], visibility: 'team', teamId: ids.t1 },
    }),
    cells: acmes,
  },
  'portal.apps.previewDeletion': { type: 'query', input: app, cells: acmes },
  'portal.apps.remove': { type: 'mutation', input: app, cells: acmes },

  'portal.credentials.reveal': {
    type: 'mutation',
    input: async (portal, ids) => ({ keyId: (await credential(portal, ids)).keyId }),
    cells: acmes,
    httpOnly: true,
  },
  'portal.credentials.rotate': { type: 'mutation', input: rotating, cells: acmes },
  'portal.credentials.revoke': { type: 'mutation', input: revoking, cells: acmes },
  'portal.passwords.confirm': {
    type: 'mutation',
    input: () => ({ password: 'wrong' }),
    cells: { ...everyone(403), ...noSession },
    httpOnly: true,
  },

  'admin.apps.list': { type: 'query', input: () => ({}), cells: staffFrom('auditor') },
  'admin.apps.get': { type: 'query', input: app, cells: staffFrom('auditor') },
  'admin.credentials.rotate': { type: 'mutation', input: rotating, cells: staffFrom('approver') },
  'admin.credentials.revoke': { type: 'mutation', input: revoking, cells: staffFrom('approver') },
}
