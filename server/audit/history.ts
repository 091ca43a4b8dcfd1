import type { Db } from '#db/database.ts'

/** One line of a thing's history: who (null: the portal itself, a visitor, or somebody deleted since) did what and when. */
export interface HistoryEntry {
  /** ISO instant */
  at: string
  action: string
  actor: { id: string; name: string } | null
}

/** Lists the last 50 entries that a condition on `audit_entries` picks, newest first. */
export async function listHistory(db: Db, about: ReturnType<Db>): Promise<HistoryEntry[]> {
  const rows = await db<{ at: Date; action: string; actorId: string | null; name: string | null }[]>`
    select audit_entries.at, action, actor_id, first_name || ' ' || last_name as name
      from audit_entries left join accounts on accounts.id = actor_id
     where ${about}
     order by audit_entries.id desc
     limit 50`
  return rows.map(({ at, action, actorId, name }) => ({
    at: at.toISOString(),
    action,
    actor: actorId && name ? { id: actorId, name } : null,
  }))
}
