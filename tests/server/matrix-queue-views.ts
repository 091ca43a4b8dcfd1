// Who may save views of the queue, and find in it. Rows of the matrix; the views are somebody else's, and shared.
import { randomUUID } from 'node:crypto'
import { insertStaff, type Portal } from '#tests/setup/portal.ts'
import { noSession, staffFrom, users, type MatrixRow } from './cells.ts'

const filter = { state: 'asked' as const }

async function sharedView(portal: Portal) {
  const ownerId = await insertStaff(portal, 'approver')
  const [view] = await portal.database.sql<{ id: string; version: number }[]>`
    insert into queue_views (owner_id, name, filter, is_shared)
    values (${ownerId}, 'Asked', ${portal.database.sql.json({ ...filter, search: '' })}, true) returning id, version`
  return view!
}

export const queueViewsMatrix: Record<string, MatrixRow> = {
  'admin.reviews.countMatching': { type: 'query', input: () => ({ filter }), cells: staffFrom('auditor') },
  'admin.queueViews.list': { type: 'query', cells: staffFrom('auditor') },
  'admin.queueViews.add': {
    type: 'mutation',
    input: () => ({ requestId: randomUUID(), name: randomUUID(), filter, isShared: false }),
    cells: staffFrom('approver'),
  },
  'admin.queueViews.edit': {
    type: 'mutation',
    input: async (portal) => ({ ...(await sharedView(portal)), name: 'Mine', isShared: true }),
    // Only whoever made it, who is none of these.
    cells: { ...noSession, ...users, auditor: 403, approver: 403, owner: 403 },
  },
  'admin.queueViews.remove': {
    type: 'mutation',
    input: async (portal) => ({ id: (await sharedView(portal)).id }),
    cells: staffFrom('owner'),
  },
}
