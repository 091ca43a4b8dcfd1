// Saved views of the queue. A private one is nobody else's business: for everybody else there is no such view.
import type { Tx } from '#db/database.ts'
import { recordAudit } from '#server/audit/record.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { publish } from '#server/realtime/publish.ts'
import { refuse } from '#server/refusals.ts'
import { ownViewsMax, type AddViewInput, type EditViewInput } from './schema.ts'

/** Saves a view of one's own. @throws VIEW_NAME_TAKEN by the constraint; VIEWS_FULL */
export async function addView(tx: Tx, actor: Actor, input: AddViewInput): Promise<{ id: string }> {
  const { name, filter, isShared } = input
  // One after the other, or two at once would both be the last.
  await tx`select 1 from accounts where id = ${actor.accountId} for no key update`
  const [added] = await tx<{ id: string }[]>`
    insert into queue_views (owner_id, name, filter, is_shared)
    select ${actor.accountId}, ${name}, ${tx.json(filter)}, ${isShared}
     where (select count(*) from queue_views where owner_id = ${actor.accountId}) < ${ownViewsMax}
    returning id`
  if (!added) return refuse('VIEWS_FULL')
  const { id } = added
  // Neither its name nor what it looks for: it may be private, and it may name people.
  await recordAudit(tx, actor.accountId, 'queue-view.added', { kind: 'queue-view', id }, { isShared })
  await announceView(tx, { id, ownerId: actor.accountId, isShared })
  return { id }
}

/**
 * Renames a view, shares it or takes it back; only its owner.
 *
 * @throws VIEW_CHANGED edited meanwhile; VIEW_NAME_TAKEN by the constraint; NOT_ALLOWED it is somebody else's; NOT_FOUND
 */
export async function editView(tx: Tx, actor: Actor, input: EditViewInput): Promise<void> {
  const { id, version, name, isShared } = input
  const before = await findVisible(tx, actor, id)
  if (before.ownerId !== actor.accountId) refuse('NOT_ALLOWED')
  if (before.version !== version) refuse('VIEW_CHANGED')
  await tx`update queue_views set name = ${name}, is_shared = ${isShared}, version = version + 1 where id = ${id}`
  await recordAudit(tx, actor.accountId, 'queue-view.edited', { kind: 'queue-view', id }, { isShared })
  await announceView(tx, { ...before, isShared: before.isShared || isShared })
}

/** Deletes one's own view; an owner any shared one. @throws NOT_ALLOWED it is somebody else's; NOT_FOUND */
export async function removeView(tx: Tx, actor: Actor, id: string): Promise<void> {
  const view = await findVisible(tx, actor, id)
  if (view.ownerId !== actor.accountId && actor.staffRole !== 'owner') refuse('NOT_ALLOWED')
  await tx`delete from queue_views where id = ${id}`
  await recordAudit(tx, actor.accountId, 'queue-view.deleted', { kind: 'queue-view', id }, { isShared: view.isShared })
  await announceView(tx, view)
}

interface KnownView {
  id: string
  ownerId: string
  isShared: boolean
  version: number
}

/** Holds a view that the actor may see, until the end of the transaction. @throws NOT_FOUND */
async function findVisible(tx: Tx, actor: Actor, id: string): Promise<KnownView> {
  const [view] = await tx<KnownView[]>`
    select id, owner_id, is_shared, version from queue_views
     where id = ${id} and (owner_id = ${actor.accountId} or is_shared) for update`
  return view ?? refuse('NOT_FOUND')
}

/** Tells those who see it, or did until now. */
const announceView = (tx: Tx, { id, ownerId, isShared }: Omit<KnownView, 'version'>) =>
  publish(tx, isShared ? 'admins' : `user:${ownerId}`, { kind: 'queue-view.changed', viewId: id })
