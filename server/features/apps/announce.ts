// Saying how an app is now, to everybody who may see it, and to those who no longer may.
import type { Tx } from '#db/database.ts'
import type { Audience } from '#server/realtime/events.ts'
import { publish, publishAll } from '#server/realtime/publish.ts'
import { findAnyApp } from './queries.ts'
import type { AppRow } from './schema.ts'

/** Who hears of an app: the other side of `visibleTo`. A forsaken personal one is its super admins', who hear their own. */
export async function audiencesOf(tx: Tx, { organization, owner, team, visibility }: AppRow): Promise<Audience[]> {
  const audiences: Audience[] = ['admins']
  if (owner) audiences.push(`user:${owner.id}`)
  if (visibility === 'organization' && !organization.isDefault) audiences.push(`organization:${organization.id}`)
  if (team) audiences.push(`team:${team.id}`)
  if (visibility === 'personal' && !owner) {
    const superAdmins = await tx<{ id: string }[]>`
      select id from accounts where organization_id = ${organization.id} and organization_role = 'super_admin'
         and email_confirmed_at is not null and deactivated_at is null`
    audiences.push(...superAdmins.map(({ id }) => `user:${id}` as const))
  }
  return audiences
}

/** Counts a change of an app and says how it is now; called last. `before`: who heard of it until now. */
export async function announceApp(
  tx: Tx,
  id: string,
  kind: 'app.added' | 'app.edited',
  before: Audience[] = [],
): Promise<AppRow> {
  await tx`update apps set version = version + 1 where id = ${id}`
  const app = (await findAnyApp(tx, id))!
  const audiences = await audiencesOf(tx, app)
  // First who is out: whoever still sees it through something else hears of it again right after.
  await publishAll(
    tx,
    before.filter((audience) => !audiences.includes(audience)),
    { kind: 'app.deleted', appId: id },
  )
  await publishAll(tx, audiences, { kind, app })
  return app
}

export async function announceAppGone(tx: Tx, app: AppRow): Promise<void> {
  for (const audience of await audiencesOf(tx, app)) await publish(tx, audience, { kind: 'app.deleted', appId: app.id })
}
