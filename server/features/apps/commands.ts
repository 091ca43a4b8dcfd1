// Apps: made with the first request for access, edited and deleted by whoever may see them.
import type { Tx } from '#db/database.ts'
import { recordAudit } from '#server/audit/record.ts'
import { withdrawAccessWhere, withdrawUnseen } from '#server/features/access/withdraw.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { refuse } from '#server/refusals.ts'
import { announceApp, audiencesOf } from './announce.ts'
import { dropApp } from './drop.ts'
import { findApp } from './queries.ts'
import type { AppRow, EditAppInput, NewApp } from './schema.ts'
import { visibleTo } from './visible.ts'

/** Makes an app: the organization's, or personal in the default one, where members are strangers. The caller announces it. */
export async function addApp(tx: Tx, actor: Actor, { name, description, redirectUrls }: NewApp): Promise<string> {
  const visibility = actor.organizationIsDefault ? 'personal' : 'organization'
  const [added] = await tx<{ id: string }[]>`
    insert into apps (name, description, redirect_urls, organization_id, owner_id, visibility)
    values (${name}, ${description}, ${redirectUrls}, ${actor.organizationId}, ${actor.accountId}, ${visibility})
    returning id`
  const { id } = added!
  await recordAudit(tx, actor.accountId, 'app.added', { kind: 'app', id }, { name, visibility })
  return id
}

/**
 * Edits an app and who sees it. An app is personal by its owner's will only, and only for its owner.
 *
 * @throws APP_CHANGED `detail.app` is how it is now
 * @throws NOT_ALLOWED making somebody else's app personal, or anything else of one in the default organization
 * @throws NOT_FOUND not the actor's to see, or no such team of theirs
 */
export async function editApp(tx: Tx, actor: Actor, input: EditAppInput): Promise<AppRow> {
  const { id, version, name, description, redirectUrls, visibility } = input
  const teamId = visibility === 'team' ? input.teamId : null
  if (!(await findApp(tx, actor, id))) return refuse('NOT_FOUND')
  // Reviews, teams, apps: as whoever decides and whoever deletes a team takes the locks.
  await tx`
    select 1 from reviews join access_requests on review_id = reviews.id
     where app_id = ${id} and state in ('pending', 'needs_information') order by reviews.id for update of reviews`
  await tx`select 1 from teams where id = ${teamId} for key share`
  await tx`select 1 from apps where id = ${id} for update`
  const app = await findApp(tx, actor, id)
  if (!app) return refuse('NOT_FOUND')
  if (visibility !== app.visibility) {
    if (actor.organizationIsDefault) refuse('NOT_ALLOWED')
    if (visibility === 'personal' && app.owner?.id !== actor.accountId) refuse('NOT_ALLOWED')
  }
  // It may stay with a team that they are not in.
  if (visibility === 'team' && teamId !== app.team?.id) {
    // One of their own teams; a super admin looks after all of the organization's.
    const [team] = await tx`
      select 1 from teams where id = ${teamId} and organization_id = ${app.organization.id}
         and (${actor.organizationRole === 'super_admin'} or id in (select team_id from team_members where account_id = ${actor.accountId}))`
    if (!team) refuse('NOT_FOUND')
  }
  const before = await audiencesOf(tx, app)
  const [edited] = await tx`
    update apps set name = ${name}, description = ${description}, redirect_urls = ${redirectUrls}, visibility = ${visibility},
           team_id = ${teamId}
     where id = ${id} and version = ${version}
    returning id`
  if (!edited) refuse('APP_CHANGED', { app })
  await withdrawUnseen(tx, actor.accountId, tx`app_id = ${id}`)
  const detail = { name, visibility, teamId, redirectUrls: redirectUrls.length }
  await recordAudit(tx, actor.accountId, 'app.edited', { kind: 'app', id }, detail)
  return announceApp(tx, id, 'app.edited', before)
}

/** Deletes an app with its credentials, which are refused from then on; what it still asks for is withdrawn. */
export async function deleteApp(tx: Tx, actor: Actor, id: string): Promise<void> {
  // Reviews before apps, as whoever decides takes the locks; and those that came in between.
  if (!(await findApp(tx, actor, id))) return refuse('NOT_FOUND')
  await withdrawAccessWhere(tx, actor.accountId, tx`app_id = ${id}`)
  const [held] = await tx`select id from apps where id = ${id} and ${visibleTo(tx, actor)} for update`
  const app = held && (await findApp(tx, actor, id))
  if (!app) return refuse('NOT_FOUND')
  await withdrawAccessWhere(tx, actor.accountId, tx`app_id = ${id}`)
  await dropApp(tx, actor.accountId, app)
}
