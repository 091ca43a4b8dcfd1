// Until when the decisions of a run can be undone. They all wait for its end together: what follows from each, its mail, its
// key, its place, its organization's first invitation, waits with it.
import type { Tx } from '#db/database.ts'
import { publishEach } from '#server/realtime/publish.ts'

/** Ahead of a run that goes on, so that nothing leaves before its end; moved on as often as a run needs. */
export const provisionalSeconds = 3_600
/** With less than this left they are moved on. */
export const provisionalLeastSeconds = provisionalSeconds / 2

/** Keeps every undo window of a run that is still open from ending before the run does. */
export async function holdWindows(tx: Tx, runId: string): Promise<void> {
  await tx`
    update bulk_runs set held_until = clock_timestamp() + make_interval(secs => ${provisionalSeconds}) where id = ${runId}`
  await moveWindows(tx, runId, provisionalSeconds)
}

/**
 * Moves the end of every undo window of a run that is still open to so many seconds from now; answers that instant, and how
 * many they are. Windows that have closed stay closed.
 */
export async function moveWindows(tx: Tx, runId: string, seconds: number): Promise<{ at: Date; moved: number }> {
  const open = tx`
    bulk_items.run_id = ${runId} and outcome = 'done' and reviews.id = review_id
      and reviews.decision_id = bulk_items.decision_id and reviews.state in ('approved', 'rejected')
      and reviews.undo_until > clock_timestamp()`
  // The clock is read when the rows are locked: waiting for whoever has one in hand is not taken from the windows.
  await tx`
    with locked as materialized (select 1 from reviews, bulk_items where ${open} for no key update of reviews)
    select count(*) from locked`
  const [instant] = await tx<{ at: Date }[]>`
    select date_trunc('milliseconds', clock_timestamp()) + make_interval(secs => ${seconds}) as at`
  const { at } = instant!
  const [result] = await tx<{ moved: number; settled: string[] }[]>`
    with moved as (
      update reviews set undo_until = ${at} from bulk_items where ${open}
      returning reviews.id, reviews.decision_id
    ), letters as (
      update mails set send_after = ${at}, version = version + 1 from moved
       where mails.decision_id = moved.decision_id and mails.state = 'waiting'
    ), places as (
      update invite_code_redemptions set returns_at = ${at} from moved
       where review_id = moved.id and returned_at is null and returns_at is not null
    ), settled as (
      update organizations set settles_at = ${at}, version = version + 1
        from organization_approvals join moved on moved.id = review_id
       where organizations.id = organization_id
      returning organizations.id
    )
    select (select count(*)::int from moved) as moved, array(select id from settled) as settled`
  const { moved, settled } = result!
  await publishEach(
    tx,
    settled.map((id) => ({
      audience: `organization:${id}`,
      event: { kind: 'own-organization.changed', organizationId: id },
    })),
  )
  return { at, moved }
}
