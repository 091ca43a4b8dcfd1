// What an owner has typed over the settings that hold, and how the two meet when somebody else saves. Pure.
import {
  settingsInput,
  type PortalVisibility,
  type Settings,
  type SettingsInput,
} from '#server/features/settings/schema.ts'

/** The fields of the form; a number stays the text that was typed. */
export interface SettingsFields {
  portalName: string
  portalVisibility: PortalVisibility
  registerEnabled: boolean
  signInEnabled: boolean
  autoApproveRegistrations: boolean
  registerOrganizationsEnabled: boolean
  autoApproveOrganizations: boolean
  requiresConfirmedEmail: boolean
  passwordLength: string
  invitationDays: string
  undoSeconds: string
  amberHours: string
  redHours: string
  /** empty: never */
  reminderHours: string
  rejectReasons: string[]
  senderName: string
  senderAddress: string
  accent: string
  logoId: string | null
}

export type SettingsField = keyof SettingsFields

const numbers = [
  'passwordLength',
  'invitationDays',
  'undoSeconds',
  'amberHours',
  'redHours',
  'reminderHours',
] as const satisfies readonly SettingsField[]
/** A field whose number is typed. */
export type NumberField = (typeof numbers)[number]

export function fieldsOf(settings: Settings): SettingsFields {
  const { portalName, portalVisibility, registerEnabled, signInEnabled, autoApproveRegistrations } = settings
  const { registerOrganizationsEnabled, autoApproveOrganizations } = settings
  const { requiresConfirmedEmail, passwordLength, invitationDays, undoSeconds, senderName, senderAddress } = settings
  const { amberHours, redHours, reminderHours, rejectReasons, accent, logoId } = settings
  return {
    portalName,
    portalVisibility,
    registerEnabled,
    signInEnabled,
    autoApproveRegistrations,
    registerOrganizationsEnabled,
    autoApproveOrganizations,
    requiresConfirmedEmail,
    passwordLength: String(passwordLength),
    invitationDays: String(invitationDays),
    undoSeconds: String(undoSeconds),
    amberHours: String(amberHours),
    redHours: String(redHours),
    reminderHours: reminderHours === null ? '' : String(reminderHours),
    rejectReasons: [...rejectReasons],
    senderName,
    senderAddress,
    accent,
    logoId,
  }
}

/** The fields in which the two differ. */
export function changedFields(a: SettingsFields, b: SettingsFields): SettingsField[] {
  return (Object.keys(a) as SettingsField[]).filter((field) => !isSame(a[field], b[field]))
}

const isSame = (a: unknown, b: unknown) =>
  Array.isArray(a) && Array.isArray(b) ? a.length === b.length && a.every((one, index) => one === b[index]) : a === b

export interface Merged {
  fields: SettingsFields
  /** what both have changed, and differently: mine is kept, theirs is shown */
  contested: SettingsField[]
}

/** Brings what was typed over `base` up to what holds now: untouched fields follow, touched ones stay. */
export function mergeFields(mine: SettingsFields, base: SettingsFields, theirs: SettingsFields): Merged {
  const touched = changedFields(mine, base)
  const kept = Object.fromEntries(touched.map((field) => [field, mine[field]]))
  const contested = touched.filter(
    (field) => !isSame(theirs[field], base[field]) && !isSame(theirs[field], mine[field]),
  )
  return { fields: { ...theirs, ...kept }, contested }
}

/** By the name of the field; a reason's is `rejectReasons.2`. */
export type SettingsErrors = Partial<Record<SettingsField | `rejectReasons.${number}`, string>>
export type ReadFields = { input: SettingsInput } | { errors: SettingsErrors }

/** What a field says when the schema has no sentence for what was typed: no number, no address. */
export type OwnErrors = Record<NumberField | 'senderAddress', string>

/** Reads the form as the server will; each field has at most one error. */
export function readFields(fields: SettingsFields, version: number, ownErrors: OwnErrors): ReadFields {
  const read = Object.fromEntries(numbers.map((field) => [field, readNumber(fields, field)]))
  const parsed = settingsInput.safeParse({ ...fields, ...read, version })
  if (parsed.success) return { input: parsed.data }
  const errors: SettingsErrors = {}
  for (const { path, message } of parsed.error.issues) errors[path.join('.') as SettingsField] ??= message
  for (const field of numbers) if (Number.isNaN(read[field])) errors[field] = ownErrors[field]
  if (errors.senderAddress) errors.senderAddress = ownErrors.senderAddress
  return { errors }
}

/** Only reminders can be left out. */
const readNumber = (fields: SettingsFields, field: NumberField) =>
  field === 'reminderHours' && fields[field].trim() === '' ? null : numberOf(fields[field])

const numberOf = (typed: string) => (/^\d{1,4}$/.test(typed.trim()) ? Number(typed) : Number.NaN)
