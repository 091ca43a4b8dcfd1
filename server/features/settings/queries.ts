import type { Db } from '#db/database.ts'
import type { PublicSettings, Settings } from './schema.ts'

interface SettingsRow extends Omit<Settings, 'savedAt' | 'savedBy'> {
  savedAt: Date | null
  savedById: string | null
  savedByName: string | null
}

export async function findSettings(db: Db): Promise<Settings> {
  const [row] = await db<SettingsRow[]>`
    select portal_name, register_enabled, sign_in_enabled, auto_approve_registrations, undo_seconds, settings.version,
           saved_at, saved_by as saved_by_id, first_name || ' ' || last_name as saved_by_name
      from settings left join accounts on accounts.id = saved_by`
  const { savedAt, savedById, savedByName, ...settings } = row!
  return {
    ...settings,
    savedAt: savedAt?.toISOString() ?? null,
    savedBy: savedById && savedByName ? { id: savedById, name: savedByName } : null,
  }
}

/** Takes only what everybody may know. */
export function toPublic({ portalName, registerEnabled, signInEnabled, version }: Settings): PublicSettings {
  return { portalName, registerEnabled, signInEnabled, version }
}
