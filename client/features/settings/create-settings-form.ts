// The form of the general settings: what holds (live), what is typed over it, and saving.
import { createEffect, createSignal, on } from 'solid-js'
import { createStore } from 'solid-js/store'
import { api, toFailure, type Failure } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { adminWords } from '#client/words/admin.ts'
import { overviewWords } from '#client/words/overview.ts'
import { peopleWords } from '#client/words/people.ts'
import type { Settings } from '#server/features/settings/schema.ts'
import { createSettings } from './create-settings.ts'
import {
  changedFields,
  fieldsOf,
  mergeFields,
  readFields,
  type OwnErrors,
  type SettingsErrors,
  type SettingsField,
  type SettingsFields,
} from './settings-draft.ts'

export type SettingsForm = ReturnType<typeof createSettingsForm>

/** Somebody else's save that met changes which are not saved yet. */
export interface Meeting {
  settings: Settings
  contested: SettingsField[]
}

const ownErrors: OwnErrors = {
  passwordLength: peopleWords.settings.passwordLengthError,
  invitationDays: peopleWords.settings.invitationDaysError,
  undoSeconds: adminWords.settings.undoSecondsError,
  amberHours: overviewWords.settings.hoursError,
  redHours: overviewWords.settings.hoursError,
  reminderHours: overviewWords.settings.reminderHoursError,
  senderAddress: peopleWords.settings.senderAddressError,
}

export interface SettingsFormOptions {
  /** This person saved; `before` is what held until then. */
  onSaved?: (saved: Settings, before: Settings) => void
}

export function createSettingsForm(connection: Connection, options: SettingsFormOptions = {}) {
  const live = createSettings(connection)
  /** what the typed fields stand on */
  const [base, setBase] = createSignal<Settings>()
  const [fields, setFields] = createStore<Partial<SettingsFields>>({})
  const [errors, setErrors] = createSignal<SettingsErrors>()
  const [failure, setFailure] = createSignal<Failure>()
  const [meeting, setMeeting] = createSignal<Meeting>()
  const [isSaving, setIsSaving] = createSignal(false)
  const [wasSaved, setWasSaved] = createSignal(false)

  const dirty = () => {
    const standing = base()
    return standing ? changedFields(fieldsOf(standing), fields as SettingsFields) : []
  }

  /** Takes over what holds now; nothing that was typed is lost. */
  function adopt(settings: Settings) {
    const before = base()
    if (before && settings.version <= before.version) return
    if (!before || dirty().length === 0) {
      setFields(fieldsOf(settings))
      setMeeting(undefined)
    } else {
      const merged = mergeFields(fields as SettingsFields, fieldsOf(before), fieldsOf(settings))
      setFields(merged.fields)
      const isStillDirty = changedFields(fieldsOf(settings), merged.fields).length > 0
      // My own save comes back as an event too, perhaps before its answer: what I typed is what holds then.
      setMeeting(isStillDirty ? { settings, contested: merged.contested } : undefined)
    }
    setBase(settings)
    setWasSaved(false)
  }
  createEffect(
    on(
      () => live.value?.version,
      () => live.value && adopt({ ...live.value }),
    ),
  )

  async function save() {
    const standing = base()
    if (!standing || isSaving()) return
    setFailure(undefined)
    const read = readFields(fields as SettingsFields, standing.version, ownErrors)
    if ('errors' in read) return setErrors(read.errors)
    setErrors(undefined)
    setIsSaving(true)
    try {
      const saved = await api.admin.settings.save.mutate(read.input)
      // As they were stored (trimmed), unless somebody has been faster in between.
      if (saved.version >= (base()?.version ?? 0)) {
        setFields(fieldsOf(saved))
        setBase(saved)
      }
      setMeeting(undefined)
      setWasSaved(true)
      options.onSaved?.(saved, standing)
    } catch (error) {
      const failed = toFailure(error)
      if (failed.code === 'SETTINGS_CHANGED') adopt(failed.detail.settings as Settings)
      setFailure(failed)
    } finally {
      setIsSaving(false)
    }
  }

  return {
    live,
    base,
    fields,
    dirty,
    errors,
    failure,
    meeting,
    isSaving,
    wasSaved,
    save: () => void save(),
    set<F extends SettingsField>(field: F, value: SettingsFields[F]) {
      setFields({ [field]: value })
      setWasSaved(false)
    },
    /** Forgets what was typed: what holds is what the form shows. */
    discard() {
      const standing = base()
      if (standing) setFields(fieldsOf(standing))
      setMeeting(undefined)
      setErrors(undefined)
      setFailure(undefined)
    },
    keepMine: () => setMeeting(undefined),
  }
}
