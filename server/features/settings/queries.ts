import type { Db } from '#db/database.ts'
import type { PortalVisibility, PublicSettings, Settings } from './schema.ts'

interface SettingsRow extends Omit<Settings, 'savedAt' | 'savedBy' | 'registrationsNeedApproval'> {
  savedAt: Date | null
  savedById: string | null
  savedByName: string | null
}

export async function findSettings(db: Db): Promise<Settings> {
  const [row] = await db<SettingsRow[]>`
    select portal_name, portal_visibility, register_enabled, sign_in_enabled, auto_approve_registrations, requires_confirmed_email,
           register_organizations_enabled, auto_approve_organizations,
           invitation_days, password_length, sender_name, sender_address, accent, logo_id, undo_seconds,
           amber_hours, red_hours, reminder_hours, reject_reasons, settings.version,
           saved_at, saved_by as saved_by_id, first_name || ' ' || last_name as saved_by_name
      from settings left join accounts on accounts.id = saved_by`
  const { savedAt, savedById, savedByName, ...settings } = row!
  return {
    ...settings,
    registrationsNeedApproval: !settings.autoApproveRegistrations,
    savedAt: savedAt?.toISOString() ?? null,
    savedBy: savedById && savedByName ? { id: savedById, name: savedByName } : null,
  }
}

/** Takes only what everybody may know. */
export function toPublic(settings: Settings): PublicSettings {
  const {
    portalName,
    portalVisibility,
    passwordLength,
    registerEnabled,
    signInEnabled,
    registrationsNeedApproval,
    registerOrganizationsEnabled,
    requiresConfirmedEmail,
    version,
  } = settings
  return {
    portalName,
    portalVisibility,
    passwordLength,
    registerEnabled,
    signInEnabled,
    registrationsNeedApproval,
    registerOrganizationsEnabled,
    requiresConfirmedEmail,
    version,
  }
}

/** Who may see the portal; read by every call of somebody who is not staff. */
export async function findVisibility(db: Db): Promise<PortalVisibility> {
  const [row] = await db<{ portalVisibility: PortalVisibility }[]>`select portal_visibility from settings`
  return row!.portalVisibility
}
