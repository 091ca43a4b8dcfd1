// What becomes of apps when people and teams come and go. Each is told as it is then; verification asks anew.
import type { Tx } from '#db/database.ts'
import { recordAudit } from '#server/audit/record.ts'
import { withdrawAccessWhere } from '#server/features/access/withdraw.ts'
import { announceApp, audiencesOf } from './announce.ts'
import { goesWithUser, isForsakenIn } from './counts.ts'
import { dropApp } from './drop.ts'
import { findAnyApp } from './queries.ts'

type Fragment = ReturnType<Tx>

/** Changes apps that a condition picks and tells of each. */
async function change(tx: Tx, which: Fragment, values: Fragment): Promise<void> {
  const apps = await tx<{ id: string }[]>`select id from apps where ${which} order by id for update`
  for (const { id } of apps) {
    const before = await audiencesOf(tx, (await findAnyApp(tx, id))!)
    const [moved] = await tx<{ organizationId: string; ownerId: string | null; visibility: string }[]>`
      update apps set ${values as never} where id = ${id} returning organization_id, owner_id, visibility`
    // Nobody's own doing: who moved whom is in the entry beside it.
    await recordAudit(tx, null, 'app.moved', { kind: 'app', id }, moved!)
    await announceApp(tx, id, 'app.edited', before)
  }
}

/** Whoever leaves the default organization takes their apps along. */
export function takeAppsAlong(tx: Tx, ownerId: string, from: string, to: string): Promise<void> {
  return change(tx, tx`owner_id = ${ownerId} and organization_id = ${from}`, tx`organization_id = ${to}`)
}

/** Whoever is out of another organization leaves their apps behind: personal ones become its super admins'. */
export function leaveAppsBehind(tx: Tx, ownerId: string, organizationId: string): Promise<void> {
  return change(tx, tx`owner_id = ${ownerId} and organization_id = ${organizationId}`, tx`owner_id = null`)
}

/** Withdraws what somebody who leaves an organization asked for there; before their row is taken, as decisions take the locks. */
export async function withdrawAskedIn(tx: Tx, requesterId: string, organizationId: string): Promise<void> {
  await withdrawAccessWhere(
    tx,
    null,
    tx`requester_id = ${requesterId} and app_id in (select id from apps where organization_id = ${organizationId})`,
  )
}

/** Withdraws what was asked for apps of an organization by others than their makers, who alone go on seeing them when it goes. */
export async function withdrawSharedIn(tx: Tx, organizationId: string): Promise<void> {
  await withdrawAccessWhere(
    tx,
    null,
    tx`app_id in (select id from apps where organization_id = ${organizationId} and owner_id is distinct from requester_id)`,
  )
}

/** Before an organization goes: each app follows its maker into the default one; what nobody there made goes with its keys. */
export async function dissolveApps(tx: Tx, organizationId: string, home: string): Promise<void> {
  await withdrawSharedIn(tx, organizationId)
  await deleteWhere(tx, isForsakenIn(tx, organizationId))
  await change(
    tx,
    tx`organization_id = ${organizationId}`,
    tx`organization_id = ${home}, visibility = 'personal', team_id = null`,
  )
}

/** A deleted team's apps become its organization's; in the default one, where there is no such thing, their makers'. */
export async function widenAppsOfTeam(tx: Tx, teamId: string, isInDefault: boolean): Promise<void> {
  const visibility = isInDefault ? 'personal' : 'organization'
  await change(tx, tx`team_id = ${teamId}`, tx`visibility = ${visibility}, team_id = null`)
}

/** Before a user is deleted: personal apps go with their keys, others stay without a maker; of a sole member all go. */
export async function forsakeApps(tx: Tx, id: string): Promise<void> {
  await deleteWhere(tx, goesWithUser(tx, id))
  // Approved a moment ago and without a key yet: there will be none, for the review goes with the person.
  const unissued = await tx<{ appId: string }[]>`
    delete from access_requests using reviews
     where reviews.id = review_id and requester_id = ${id} and state = 'approved'
       and not exists (select 1 from credentials where request_id = access_requests.id)
    returning app_id`
  await change(tx, tx`owner_id = ${id}`, tx`owner_id = null`)
  for (const { appId } of unissued) await announceApp(tx, appId, 'app.edited')
}

async function deleteWhere(tx: Tx, which: Fragment): Promise<void> {
  await withdrawAccessWhere(tx, null, tx`app_id in (select id from apps where ${which})`)
  const apps = await tx<{ id: string }[]>`select id from apps where ${which} order by id for update`
  for (const { id } of apps) {
    await dropApp(tx, null, (await findAnyApp(tx, id))!)
  }
}
