// Who may do what at the desk: claims, questions, notes. Rows of the matrix.
import { randomUUID } from 'node:crypto'
import { clientOf, insertRegistration, insertStaff, signIn, type Portal } from '#tests/setup/portal.ts'
import { everyone, staff, staffFrom, users, noSession, type MatrixRow } from './cells.ts'
import { decision, ownRequest } from './matrix-inputs.ts'
import type { Ids } from './personas.ts'

const pending = async (portal: Portal) => ({ id: (await insertRegistration(portal)).id })

/** An answer to what the developer was asked, whoever answers. */
async function answer(portal: Portal, ids: Ids) {
  const { id } = await ownRequest(portal, ids)
  const asking = clientOf(portal, await signIn(portal, await insertStaff(portal, 'approver'))).admin.reviews
  const { version } = await asking.ask.mutate({ id, version: 1, requestId: randomUUID(), question: 'Which one?' })
  return { id, version, requestId: randomUUID(), answer: 'This one.' }
}

export const deskMatrix: Record<string, MatrixRow> = {
  'admin.reviews.ask': {
    type: 'mutation',
    input: async (portal) => ({ ...(await decision(portal)), question: 'Which one?' }),
    cells: staffFrom('approver'),
  },
  'admin.reviews.addNote': {
    type: 'mutation',
    input: async (portal) => ({ ...(await pending(portal)), requestId: randomUUID(), note: 'Looks fine.' }),
    cells: staffFrom('approver'),
  },
  'admin.reviews.previewMail': {
    type: 'mutation',
    input: async (portal) => ({ ...(await pending(portal)), about: 'question', text: 'Which one?' }),
    cells: staffFrom('approver'),
  },
  'admin.reviews.claim': { type: 'mutation', input: pending, cells: staffFrom('approver') },
  'admin.reviews.takeOver': { type: 'mutation', input: pending, cells: staffFrom('approver') },
  'admin.reviews.release': { type: 'mutation', input: pending, cells: staffFrom('approver') },
  'admin.reviews.atDesk': { type: 'query', cells: staffFrom('auditor') },
  'portal.reviews.answer': {
    type: 'mutation',
    input: answer,
    cells: {
      ...noSession,
      ...users,
      developer: 200,
      teamMember: 404,
      superAdmin: 404,
      superAdminB: 404,
      ...staff(403),
    },
  },
  'portal.registrations.answer': {
    type: 'mutation',
    input: answer,
    cells: everyone(404),
    httpOnly: true,
  },
}
