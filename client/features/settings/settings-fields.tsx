import { Card } from '#client/ui/card.tsx'
import { Checkbox } from '#client/ui/checkbox.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { adminWords } from '#client/words/admin.ts'
import { overviewWords } from '#client/words/overview.ts'
import { peopleWords } from '#client/words/people.ts'
import { portalVisibilities, type PortalVisibility } from '#server/features/settings/schema.ts'
import type { SettingsForm } from './create-settings-form.ts'
import { ReasonsField } from './reasons-field.tsx'
import type { NumberField as NumberName, SettingsField, SettingsFields } from './settings-draft.ts'

const words = adminWords.settings
const more = peopleWords.settings
const desk = overviewWords.settings

/** The fields, each with what it does as it stands. */
export function SettingsFieldset(props: { form: SettingsForm; disabled: boolean }) {
  const fields = () => props.form.fields
  return (
    <>
      <Card title={words.portal} look="panel">
        <TextField
          label={words.portalName}
          name="portalName"
          hint={words.portalNameHint}
          value={fields().portalName ?? ''}
          onChange={(value) => props.form.set('portalName', value)}
          disabled={props.disabled}
          autocomplete="off"
          class="settings-name"
        />
        <SelectField
          label={more.visibility}
          name="portalVisibility"
          hint={more.visibilityHints[fields().portalVisibility ?? 'public']}
          value={fields().portalVisibility ?? 'public'}
          onChange={(value) => props.form.set('portalVisibility', value as PortalVisibility)}
          disabled={props.disabled}
          class="settings-name"
          options={portalVisibilities.map((one) => ({ value: one, label: more.visibilities[one] }))}
        />
      </Card>
      <Card title={words.consumers} look="panel">
        <div class="settings-switches">
          <SwitchField
            {...props}
            field="registerEnabled"
            label={words.register}
            on={words.registerOn}
            off={words.registerOff}
          />
          <SwitchField
            {...props}
            field="signInEnabled"
            label={words.signIn}
            on={words.signInOn}
            off={words.signInOff}
          />
          <SwitchField
            {...props}
            field="autoApproveRegistrations"
            label={words.autoApprove}
            on={words.autoApproveOn}
            off={words.autoApproveOff}
          />
          <SwitchField
            {...props}
            field="requiresConfirmedEmail"
            label={more.confirmedEmail}
            on={more.confirmedEmailOn}
            off={more.confirmedEmailOff}
          />
          <SwitchField
            {...props}
            field="registerOrganizationsEnabled"
            label={words.registerOrganizations}
            on={words.registerOrganizationsOn}
            off={words.registerOrganizationsOff}
          />
          <SwitchField
            {...props}
            field="autoApproveOrganizations"
            label={words.autoApproveOrganizations}
            on={words.autoApproveOrganizationsOn}
            off={words.autoApproveOrganizationsOff}
          />
        </div>
      </Card>
      <Card title={words.decisions} look="panel">
        <NumberField
          {...props}
          field="undoSeconds"
          label={words.undoSeconds}
          hint={words.undoSecondsHint}
          min={0}
          max={60}
        />
        <NumberField
          {...props}
          field="amberHours"
          label={desk.amberHours}
          hint={desk.amberHoursHint}
          min={1}
          max={8760}
        />
        <NumberField {...props} field="redHours" label={desk.redHours} hint={desk.redHoursHint} min={1} max={8760} />
        <NumberField
          {...props}
          field="reminderHours"
          label={desk.reminderHours}
          hint={desk.reminderHoursHint}
          min={1}
          max={8760}
        />
        <ReasonsField
          reasons={fields().rejectReasons ?? []}
          onChange={(reasons) => props.form.set('rejectReasons', reasons)}
          disabled={props.disabled}
        />
      </Card>
      <Card title={more.passwords} look="panel">
        <NumberField
          {...props}
          field="passwordLength"
          label={more.passwordLength}
          hint={more.passwordLengthHint}
          min={12}
          max={64}
        />
        <NumberField
          {...props}
          field="invitationDays"
          label={more.invitationDays}
          hint={more.invitationDaysHint}
          min={1}
          max={90}
        />
      </Card>
      <Card title={more.mails} look="panel">
        <TextField
          label={more.senderName}
          name="senderName"
          hint={more.senderNameHint}
          value={fields().senderName ?? ''}
          onChange={(value) => props.form.set('senderName', value)}
          disabled={props.disabled}
          autocomplete="off"
          class="settings-name"
        />
        <TextField
          label={more.senderAddress}
          name="senderAddress"
          type="email"
          hint={more.senderAddressHint}
          value={fields().senderAddress ?? ''}
          onChange={(value) => props.form.set('senderAddress', value)}
          disabled={props.disabled}
          autocomplete="off"
          spellcheck={false}
          class="settings-name"
        />
      </Card>
    </>
  )
}

type SwitchName = { [F in SettingsField]: SettingsFields[F] extends boolean ? F : never }[SettingsField]

interface SwitchProps {
  form: SettingsForm
  disabled: boolean
  field: SwitchName
  label: string
  /** what it does as it stands */
  on: string
  off: string
}

function SwitchField(props: SwitchProps) {
  const isOn = () => props.form.fields[props.field] ?? false
  return (
    <Checkbox
      look="switch"
      label={props.label}
      name={props.field}
      hint={isOn() ? props.on : props.off}
      checked={isOn()}
      onChange={(checked) => props.form.set(props.field, checked)}
      disabled={props.disabled}
    />
  )
}

interface NumberFieldProps {
  form: SettingsForm
  disabled: boolean
  field: NumberName
  label: string
  hint: string
  min: number
  max: number
}

function NumberField(props: NumberFieldProps) {
  return (
    <TextField
      label={props.label}
      name={props.field}
      type="number"
      inputmode="numeric"
      min={props.min}
      max={props.max}
      step={1}
      hint={props.hint}
      value={props.form.fields[props.field] ?? ''}
      onChange={(value) => props.form.set(props.field, value)}
      disabled={props.disabled}
      class="settings-number"
    />
  )
}
