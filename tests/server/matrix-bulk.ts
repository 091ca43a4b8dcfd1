// Who may do what with many decisions at once. Rows of the matrix.
import { randomUUID } from 'node:crypto'
import { clientOf, insertRegistration, insertStaff, signIn, type Portal } from '#tests/setup/portal.ts'
import { staffFrom, type MatrixRow } from './cells.ts'

async function choosing(portal: Portal) {
  const { id, version } = await insertRegistration(portal)
  return { target: { picked: [{ id, version }] }, act: 'approve' as const }
}
const starting = async (portal: Portal) => ({
  ...(await choosing(portal)),
  asOf: new Date().toISOString(),
  requestId: randomUUID(),
})

async function run(portal: Portal) {
  const admin = clientOf(portal, await signIn(portal, await insertStaff(portal, 'approver')))
  const { id } = await admin.admin.bulk.start.mutate(await starting(portal))
  return { id }
}

/** A run that has ended, and can be retried and undone. */
async function ended(portal: Portal) {
  const { id } = await run(portal)
  const { sql } = portal.database
  await sql`update bulk_items set outcome = 'failed', code = 'REVIEW_CHANGED' where run_id = ${id}`
  await sql`
    update bulk_runs set state = 'done', finished_at = now(), undo_until = now() + interval '1 minute' where id = ${id}`
  return { id, requestId: randomUUID() }
}

export const bulkMatrix: Record<string, MatrixRow> = {
  'admin.bulk.preview': { type: 'query', input: choosing, cells: staffFrom('approver') },
  'admin.bulk.start': { type: 'mutation', input: starting, cells: staffFrom('approver') },
  'admin.bulk.list': { type: 'query', cells: staffFrom('auditor') },
  'admin.bulk.get': { type: 'query', input: run, cells: staffFrom('auditor') },
  'admin.bulk.items': {
    type: 'query',
    input: async (portal) => ({ runId: (await run(portal)).id }),
    cells: staffFrom('auditor'),
  },
  'admin.bulk.cancel': {
    type: 'mutation',
    input: async (portal) => ({ ...(await run(portal)), requestId: randomUUID() }),
    cells: staffFrom('approver'),
  },
  'admin.bulk.retry': { type: 'mutation', input: ended, cells: staffFrom('approver') },
  'admin.bulk.undo': { type: 'mutation', input: ended, cells: staffFrom('approver') },
}
