import { commitOf, type Tx } from '#db/database.ts'
import { recordAudit } from '#server/audit/record.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { publish } from '#server/realtime/publish.ts'
import { refuse } from '#server/refusals.ts'
import { findSettings, toPublic } from './queries.ts'
import { logoBytesMax, type Settings, type SettingsInput } from './schema.ts'

/**
 * Saves the settings on top of the version that was on the screen; open pages act on it at once. Switching sign-in off ends
 * the sessions of developers, staff stay.
 *
 * @throws SETTINGS_CHANGED somebody saved meanwhile; `detail.settings` are theirs
 * @throws LOGO_UNSUITABLE, DOCUMENT_GONE
 */
export async function saveSettings(tx: Tx, actor: Actor, input: SettingsInput): Promise<Settings> {
  const before = await findSettings(tx)
  if (input.logoId && input.logoId !== before.logoId) await expectLogo(tx, input.logoId)
  const [saved] = await tx`
    update settings
       set portal_name = ${input.portalName}, register_enabled = ${input.registerEnabled},
           sign_in_enabled = ${input.signInEnabled}, auto_approve_registrations = ${input.autoApproveRegistrations},
           undo_seconds = ${input.undoSeconds},
           amber_hours = coalesce(${input.amberHours ?? null}, amber_hours), red_hours = coalesce(${input.redHours ?? null}, red_hours),
           reminder_hours = ${input.reminderHours === undefined ? tx`reminder_hours` : input.reminderHours},
           reject_reasons = coalesce(${input.rejectReasons ?? null}::text[], reject_reasons),
           register_organizations_enabled = coalesce(${input.registerOrganizationsEnabled ?? null}, register_organizations_enabled),
           auto_approve_organizations = coalesce(${input.autoApproveOrganizations ?? null}, auto_approve_organizations),
           portal_visibility = coalesce(${input.portalVisibility ?? null}, portal_visibility),
           requires_confirmed_email = coalesce(${input.requiresConfirmedEmail ?? null}, requires_confirmed_email),
           invitation_days = coalesce(${input.invitationDays ?? null}, invitation_days),
           password_length = coalesce(${input.passwordLength ?? null}, password_length),
           sender_name = coalesce(${input.senderName ?? null}, sender_name),
           sender_address = coalesce(${input.senderAddress ?? null}, sender_address),
           accent = coalesce(${input.accent ?? null}, accent),
           logo_id = ${input.logoId === undefined ? tx`logo_id` : input.logoId}, saved_at = now(), saved_by = ${actor.accountId}, version = version + 1
     where version = ${input.version}
    returning version`
  if (!saved) refuse('SETTINGS_CHANGED', { settings: await findSettings(tx) })
  if (!input.signInEnabled) await endDeveloperSessions(tx)

  const settings = await findSettings(tx)
  await recordAudit(tx, actor.accountId, 'settings.saved', { kind: 'settings', id: null }, { before, after: input })
  await publish(tx, 'admins', { kind: 'settings.saved', settings })
  await publish(tx, 'everyone', { kind: 'public-settings.saved', settings: toPublic(settings) })
  return settings
}

/** WebP is not shown by every mail program. What is removed after this look is refused by the foreign key. */
async function expectLogo(tx: Tx, id: string): Promise<void> {
  const [picture] = await tx<{ mediaType: string; byteCount: number }[]>`
    select media_type, octet_length(bytes) as byte_count from pictures where id = ${id}`
  if (!picture) return refuse('DOCUMENT_GONE')
  if (picture.mediaType === 'image/webp' || picture.byteCount > logoBytesMax) refuse('LOGO_UNSUITABLE')
}

async function endDeveloperSessions(tx: Tx): Promise<void> {
  const ended = await tx`
    delete from sessions using accounts where accounts.id = sessions.account_id and accounts.kind = 'user' returning 1`
  if (ended.count > 0) commitOf(tx).rightsChanged = true
}
