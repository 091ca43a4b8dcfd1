import { Card } from '#client/ui/card.tsx'
import { Checkbox } from '#client/ui/checkbox.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { adminWords } from '#client/words/admin.ts'
import type { SettingsForm } from './create-settings-form.ts'

const words = adminWords.settings

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
      </Card>
      <Card title={words.consumers} look="panel">
        <div class="settings-switches">
          <Checkbox
            look="switch"
            label={words.register}
            name="registerEnabled"
            hint={fields().registerEnabled ? words.registerOn : words.registerOff}
            checked={fields().registerEnabled ?? false}
            onChange={(checked) => props.form.set('registerEnabled', checked)}
            disabled={props.disabled}
          />
          <Checkbox
            look="switch"
            label={words.signIn}
            name="signInEnabled"
            hint={fields().signInEnabled ? words.signInOn : words.signInOff}
            checked={fields().signInEnabled ?? false}
            onChange={(checked) => props.form.set('signInEnabled', checked)}
            disabled={props.disabled}
          />
          <Checkbox
            look="switch"
            label={words.autoApprove}
            name="autoApproveRegistrations"
            hint={fields().autoApproveRegistrations ? words.autoApproveOn : words.autoApproveOff}
            checked={fields().autoApproveRegistrations ?? false}
            onChange={(checked) => props.form.set('autoApproveRegistrations', checked)}
            disabled={props.disabled}
          />
        </div>
      </Card>
      <Card title={words.decisions} look="panel">
        <TextField
          label={words.undoSeconds}
          name="undoSeconds"
          type="number"
          inputmode="numeric"
          min={0}
          max={60}
          step={1}
          hint={words.undoSecondsHint}
          value={fields().undoSeconds ?? ''}
          onChange={(value) => props.form.set('undoSeconds', value)}
          disabled={props.disabled}
          class="settings-number"
        />
      </Card>
    </>
  )
}
