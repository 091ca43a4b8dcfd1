import type { Tx } from '#db/database.ts'
import { recordAudit } from '#server/audit/record.ts'
import { cancelMailsOf } from '#server/features/emails/commands.ts'
import { announceAppGone } from './announce.ts'
import type { AppRow } from './schema.ts'

/**
 * Takes an app out with its credentials, which are refused from then on. The caller holds its row and has withdrawn what it asks for.
 *
 * @param actorId null: it goes with somebody or something else
 */
export async function dropApp(tx: Tx, actorId: string | null, app: AppRow): Promise<void> {
  // Nobody is told of a key that will not be there, nor led to a page that is gone.
  const decisions = await tx<{ decisionId: string }[]>`
    select decision_id from reviews join access_requests on review_id = reviews.id
     where app_id = ${app.id} and state in ('approved', 'rejected') and decision_id is not null`
  for (const { decisionId } of decisions) await cancelMailsOf(tx, decisionId)
  await tx`delete from apps where id = ${app.id}`
  const detail = { name: app.name, credentials: app.credentials, organizationId: app.organization.id }
  await recordAudit(tx, actorId, 'app.deleted', { kind: 'app', id: app.id }, detail)
  await announceAppGone(tx, app)
}
