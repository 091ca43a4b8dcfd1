// Who may read and change what mails say, and send them again. Rows of the matrix.
import { randomUUID } from 'node:crypto'
import { readDefault } from '#emails/sources.ts'
import type { Portal } from '#tests/setup/portal.ts'
import { staffFrom, type MatrixRow } from './cells.ts'

const name = 'password-changed'
const tried = async () => ({ name, source: await readDefault(name) })

/** On top of what was published last, whoever did. */
async function published(portal: Portal) {
  const [row] = await portal.database.sql<[{ version: number }]>`
    select coalesce(max(version), 0) as version from mail_wordings where template = ${name}`
  return { name, version: row.version }
}

/** A mail that was given up, and can be sent again. */
async function givenUp({ database }: Portal) {
  const [mail] = await database.sql<[{ id: string; version: number }]>`
    insert into mails (template, to_name, to_address, state, attempts)
    values ('role-changed', 'Dev', 'dev@dev.example', 'gave_up', 1) returning id, version`
  return mail
}
async function mailRun({ database }: Portal) {
  const [run] = await database.sql<[{ id: string }]>`insert into mail_runs (total) values (1) returning id`
  return run
}

export const mailsMatrix: Record<string, MatrixRow> = {
  'admin.wordings.list': { type: 'query', cells: staffFrom('auditor') },
  'admin.wordings.get': { type: 'query', input: () => ({ name }), cells: staffFrom('auditor') },
  'admin.wordings.versions': { type: 'query', input: () => ({ name }), cells: staffFrom('auditor') },
  'admin.wordings.preview': {
    type: 'mutation',
    input: async () => ({ ...(await tried()), mailId: null }),
    cells: staffFrom('auditor'),
  },
  'admin.wordings.publish': {
    type: 'mutation',
    input: async (portal) => ({ ...(await published(portal)), ...(await tried()) }),
    cells: staffFrom('owner'),
  },
  'admin.wordings.restore': {
    type: 'mutation',
    input: async (portal) => ({ ...(await published(portal)), from: null }),
    cells: staffFrom('owner'),
  },
  'admin.wordings.sendTest': { type: 'mutation', input: tried, cells: staffFrom('owner') },

  'admin.emails.resend': {
    type: 'mutation',
    input: async (portal) => ({ ...(await givenUp(portal)), requestId: randomUUID() }),
    cells: staffFrom('approver'),
  },
  'admin.emails.givenUp': { type: 'query', input: () => ({}), cells: staffFrom('auditor') },
  'admin.emails.resendFailed': {
    type: 'mutation',
    input: async (portal) => (await givenUp(portal), { requestId: randomUUID() }),
    cells: staffFrom('approver'),
  },
  'admin.emails.run': { type: 'query', input: mailRun, cells: staffFrom('auditor') },
  'admin.emails.runs': { type: 'query', cells: staffFrom('auditor') },
  'admin.emails.cancelRun': {
    type: 'mutation',
    input: async (portal) => ({ ...(await mailRun(portal)), requestId: randomUUID() }),
    cells: staffFrom('approver'),
  },
  'admin.emails.health': { type: 'query', cells: staffFrom('auditor') },
  'admin.emails.server': { type: 'query', cells: staffFrom('auditor') },
  'admin.emails.testConnection': { type: 'mutation', cells: staffFrom('owner') },
}
