import type { Db } from '#db/database.ts'
import { pacesOfAccount } from '#server/features/review-mails/queries.ts'
import type { StaffRow } from './schema.ts'

interface StoredStaff extends Omit<StaffRow, 'createdAt'> {
  createdAt: Date
}

const columns = (db: Db) => db`
  id, email, first_name, last_name, staff_role as role, created_at, ${pacesOfAccount(db)} as paces, version,
  case when password_hash is null then 'invited' else 'active' end as state`

const toRow = (stored: StoredStaff): StaffRow => ({ ...stored, createdAt: stored.createdAt.toISOString() })

/** Lists all portal admins, oldest first; there are a handful. */
export async function listStaff(db: Db): Promise<StaffRow[]> {
  const rows = await db<
    StoredStaff[]
  >`select ${columns(db)} from accounts where kind = 'staff' order by created_at, id limit 500`
  return rows.map(toRow)
}

export async function findStaff(db: Db, id: string): Promise<StaffRow | undefined> {
  const [stored] = await db<StoredStaff[]>`select ${columns(db)} from accounts where id = ${id} and kind = 'staff'`
  return stored && toRow(stored)
}
