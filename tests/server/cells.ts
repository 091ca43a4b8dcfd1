// What a row of the matrix is, and the patterns that many rows share.
import type { Portal } from '#tests/setup/portal.ts'
import { personas, type Cells, type Ids } from './personas.ts'

export interface MatrixRow {
  type: 'query' | 'mutation'
  /** makes a fresh input, whose objects exist (Acme's, where there is a choice) */
  input?: (portal: Portal, ids: Ids) => Promise<unknown> | unknown
  cells: Cells
  /** sets cookies or takes passwords: refused over sockets with 400 */
  httpOnly?: boolean
}

export const everyone = (status: number): Cells =>
  Object.fromEntries(personas.map((persona) => [persona, status])) as Cells
export const users = { unconfirmed: 403, developer: 403, teamMember: 403, superAdmin: 403, superAdminB: 403 }
export const noSession = { anon: 401, deactivated: 401 }
export const staff = (status: number) => ({ auditor: status, approver: status, owner: status })
export const staffFrom = (least: 'auditor' | 'approver' | 'owner'): Cells => ({
  ...noSession,
  ...users,
  auditor: least === 'auditor' ? 200 : 403,
  approver: least === 'owner' ? 403 : 200,
  owner: 200,
})
