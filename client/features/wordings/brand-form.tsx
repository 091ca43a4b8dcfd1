import { createSignal, Show } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import type { SettingsForm } from '#client/features/settings/create-settings-form.ts'
import { LeaveGuard } from '#client/features/settings/leave-guard.tsx'
import { MeetingNotice } from '#client/features/settings/meeting-notice.tsx'
import { SavedLine, saveFailure } from '#client/features/settings/saved-line.tsx'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { Form } from '#client/ui/form.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { adminWords } from '#client/words/admin.ts'
import { words as shared } from '#client/words/en.ts'
import { wordingWords } from '#client/words/wordings.ts'
import type { WordingDetail } from '#server/features/wordings/schema.ts'
import { isHex } from './accent-verdict.ts'
import { AccentField } from './accent-field.tsx'
import { createPreview } from './create-preview.ts'
import { LogoField } from './logo-field.tsx'
import { WordingPreview } from './wording-preview.tsx'
import './brand-form.css'
import './wording-editor.css'

const words = wordingWords.brand
const settingsWords = adminWords.settings

/** Name, logo and accent, beside a mail that carries them. */
export function BrandForm(props: { form: SettingsForm; example: WordingDetail | undefined; mayEdit: boolean }) {
  const { settings } = useSession()
  const [isUploading, setIsUploading] = createSignal(false)
  const isDirty = () => props.form.dirty().length > 0
  return (
    <>
      <LeaveGuard isDirty={props.mayEdit && isDirty()} />
      <Show when={!props.mayEdit}>
        <Notice tone="neutral">{words.ownersOnly}</Notice>
      </Show>
      <div class="wording-editor">
        <Form
          class="brand-form"
          label={words.form}
          onSubmit={() => props.form.save()}
          busy={props.form.isSaving()}
          errors={props.form.errors()}
          failure={saveFailure(props.form)}
          summaryTitle={shared.ui.problems}
        >
          <MeetingNotice form={props.form} />
          <Card title={words.card} look="panel">
            <div class="brand-fields">
              <TextField
                label={settingsWords.portalName}
                name="portalName"
                hint={words.nameHint}
                value={props.form.fields.portalName ?? ''}
                onChange={(value) => props.form.set('portalName', value)}
                disabled={!props.mayEdit}
                autocomplete="off"
                maxlength={60}
              />
              <Show when={props.mayEdit} fallback={<Logo form={props.form} />}>
                <LogoField
                  logoId={props.form.fields.logoId ?? null}
                  portalName={props.form.fields.portalName ?? ''}
                  onChange={(logoId) => props.form.set('logoId', logoId)}
                  onUploading={setIsUploading}
                />
              </Show>
              <AccentField
                value={props.form.fields.accent ?? ''}
                onChange={(accent) => props.form.set('accent', accent)}
                disabled={!props.mayEdit}
              />
              <p class="field-hint">
                {words.sender} <a href="/admin/settings/general">{words.senderLink}</a>.
              </p>
            </div>
          </Card>
          <div class="settings-bar">
            <Show when={props.mayEdit}>
              <Button
                type="submit"
                variant="primary"
                busy={props.form.isSaving()}
                disabledReason={isUploading() ? words.logoSending : undefined}
              >
                {settingsWords.save}
              </Button>
              <Show when={isDirty() && !props.form.isSaving()}>
                <Button variant="quiet" onClick={() => props.form.discard()}>
                  {settingsWords.discard}
                </Button>
              </Show>
            </Show>
            <SavedLine form={props.form} />
          </div>
        </Form>
        <Show when={props.example}>
          {(example) => <Example form={props.form} example={example()} portalName={settings()?.portalName ?? ''} />}
        </Show>
      </div>
    </>
  )
}

/** For whoever may only look. */
function Logo(props: { form: SettingsForm }) {
  return (
    <Show when={props.form.fields.logoId} fallback={<p class="field-hint">{words.logoNone}</p>}>
      {(id) => <img class="logo-picture" src={`/pictures/${id()}`} alt={props.form.fields.portalName} />}
    </Show>
  )
}

/** A mail with the brand as it is typed; a colour that is not typed to its end waits. */
function Example(props: { form: SettingsForm; example: WordingDetail; portalName: string }) {
  let accent = '#3451d1'
  const preview = createPreview(() => {
    const { portalName, logoId } = props.form.fields
    const typed = props.form.fields.accent ?? ''
    if (isHex(typed)) accent = typed.toLowerCase()
    const brand = { portalName: portalName ?? '', accent, logoId: logoId ?? null }
    return { name: props.example.name, source: { ...props.example.source }, mailId: null, brand }
  })
  return (
    <WordingPreview
      preview={preview}
      portalName={props.form.fields.portalName || props.portalName}
      recent={[]}
      mailId={null}
      onMailId={() => undefined}
    />
  )
}
