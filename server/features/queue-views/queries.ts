import type { Db } from '#db/database.ts'
import { matching } from '#server/features/reviews/queries.ts'
import { viewCountMax, type QueueView } from './schema.ts'

/** One's own first, then what the others share. */
const listedMax = 200

type StoredView = Omit<QueueView, 'owner' | 'count'> & { ownerId: string; ownerName: string }

/** Lists the views that somebody may see, with how many reviews each finds for them, counted in one statement. */
export async function listViews(db: Db, actorId: string): Promise<QueueView[]> {
  const views = await db<StoredView[]>`
    select queue_views.id, name, filter, is_shared, queue_views.version, owner_id, first_name || ' ' || last_name as owner_name
      from queue_views join accounts on accounts.id = owner_id
     where owner_id = ${actorId} or is_shared
     order by owner_id <> ${actorId}, lower(name), queue_views.id
     limit ${listedMax}`
  const counts = await countViews(db, views, actorId)
  return views.map(({ ownerId, ownerName, ...view }, at) => ({
    ...view,
    owner: { id: ownerId, name: ownerName },
    count: counts[at]!,
  }))
}

async function countViews(db: Db, views: Pick<StoredView, 'filter'>[], actorId: string): Promise<number[]> {
  if (views.length === 0) return []
  const counts = views.map(
    ({ filter }) =>
      db`(select count(*)::int from (select 1 from reviews where ${matching(db, filter, actorId)} limit ${viewCountMax + 1}) found)`,
  )
  const [row] = await db<{ counts: number[] }[]>`
    select array[${counts.reduce((all, count) => db`${all}, ${count}`)}] as counts`
  return row!.counts
}
