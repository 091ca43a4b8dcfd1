import type { Tx } from '#db/database.ts'

export interface AuditSubject {
  kind:
    | 'account'
    | 'review'
    | 'bulk-run'
    | 'settings'
    | 'session'
    | 'organization'
    | 'team'
    | 'invitation'
    | 'code'
    | 'product'
    | 'plan'
    | 'catalogue'
    | 'app'
    | 'credential'
    | 'document'
    | 'picture'
    | 'queue-view'
    | 'wording'
    | 'mail'
    | 'mail-run'
    | 'mail-server'
  id: string | null
}

/**
 * Records who did what in the caller's transaction: the entry exists exactly when the change does. Details hold ids and
 * plain facts, never secrets; names live where they can be deleted.
 *
 * @param actorId null: a visitor, or the portal itself
 */
export async function recordAudit(
  tx: Tx,
  actorId: string | null,
  action: string,
  subject: AuditSubject,
  detail: object = {},
): Promise<void> {
  await tx`
    insert into audit_entries (actor_id, action, subject_kind, subject_id, detail)
    values (${actorId}, ${action}, ${subject.kind}, ${subject.id}, ${tx.json(detail as never)})`
}
