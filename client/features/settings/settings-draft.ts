// What an owner has typed over the settings that hold, and how the two meet when somebody else saves. Pure.
import { settingsInput, type Settings, type SettingsInput } from '#server/features/settings/schema.ts'

/** The fields of the form; a number stays the text that was typed. */
export interface SettingsFields {
  portalName: string
  registerEnabled: boolean
  signInEnabled: boolean
  autoApproveRegistrations: boolean
  undoSeconds: string
}

export type SettingsField = keyof SettingsFields

export function fieldsOf(settings: Settings): SettingsFields {
  const { portalName, registerEnabled, signInEnabled, autoApproveRegistrations, undoSeconds } = settings
  return { portalName, registerEnabled, signInEnabled, autoApproveRegistrations, undoSeconds: String(undoSeconds) }
}

/** The fields in which the two differ. */
export function changedFields(a: SettingsFields, b: SettingsFields): SettingsField[] {
  return (Object.keys(a) as SettingsField[]).filter((field) => a[field] !== b[field])
}

export interface Merged {
  fields: SettingsFields
  /** what both have changed, and differently: mine is kept, theirs is shown */
  contested: SettingsField[]
}

/** Brings what was typed over `base` up to what holds now: untouched fields follow, touched ones stay. */
export function mergeFields(mine: SettingsFields, base: SettingsFields, theirs: SettingsFields): Merged {
  const touched = changedFields(mine, base)
  const kept = Object.fromEntries(touched.map((field) => [field, mine[field]]))
  const contested = touched.filter((field) => theirs[field] !== base[field] && theirs[field] !== mine[field])
  return { fields: { ...theirs, ...kept }, contested }
}

export type ReadFields = { input: SettingsInput } | { errors: Partial<Record<SettingsField, string>> }

/** Reads the form as the server will; each field has at most one error. */
export function readFields(fields: SettingsFields, version: number, numberError: string): ReadFields {
  const typed = fields.undoSeconds.trim()
  const undoSeconds = /^\d{1,4}$/.test(typed) ? Number(typed) : Number.NaN
  const parsed = settingsInput.safeParse({ ...fields, undoSeconds, version })
  if (parsed.success) return { input: parsed.data }
  const errors: Partial<Record<SettingsField, string>> = {}
  for (const { path, message } of parsed.error.issues) errors[path[0] as SettingsField] ??= message
  if (errors.undoSeconds && Number.isNaN(undoSeconds)) errors.undoSeconds = numberError
  return { errors }
}
