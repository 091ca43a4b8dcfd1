// The fields of an invite code, and in sentences what they will do. Adding and editing share them.
import { For, Show } from 'solid-js'
import { isOn, toText } from '#client/features/records/form-texts.ts'
import type { Place } from '#client/features/users/create-places.ts'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { Checkbox } from '#client/ui/checkbox.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { words as shared } from '#client/words/en.ts'
import { inviteCodeWords } from '#client/words/invite-codes.ts'
import type { CodeRow } from '#server/features/invite-codes/schema.ts'
import { daysFrom, readDraft } from './code-draft.ts'
import { CodeEffects } from './code-effects.tsx'
import type { CodeForm } from './create-code-form.ts'
import { serverNow } from './server-now.ts'
import './invite-codes.css'

const words = inviteCodeWords.fields
const presetDays = [7, 30, 90]
const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

export interface CodeFieldsProps {
  form: CodeForm
  places: readonly Place[]
  /** The code that is edited, as it is now. */
  code?: CodeRow | undefined
}

export function CodeFields(props: CodeFieldsProps) {
  const form = () => props.form
  const teams = () => teamsOf(props.places, props.code)
  const isActive = () => isOn(form().values.isActive)
  const skips = () => isOn(form().values.skipsApproval)
  return (
    <>
      <div class="form-pair">
        <TextField
          label={words.name}
          {...form().field('name')}
          autocomplete="off"
          spellcheck={false}
          hint={words.nameHint}
        />
        <Show
          when={props.code}
          fallback={
            <TextField
              label={inviteCodeWords.list.code}
              {...form().field('code')}
              onBlur={() => form().leaveCode()}
              optional={shared.ui.optional}
              autocomplete="off"
              autocapitalize="characters"
              spellcheck={false}
              maxlength={60}
              class="code-input"
              hint={words.codeHint}
            />
          }
        >
          {(code) => (
            <div class="field">
              <span class="field-label">{inviteCodeWords.list.code}</span>
              <code class="code-fixed">{code().code}</code>
              <p class="field-hint">{words.codeFixed}</p>
            </div>
          )}
        </Show>
      </div>
      <SelectField
        label={words.team}
        {...form().field('teamId')}
        placeholder={words.chooseTeam}
        options={teams().map(({ id, label }) => ({ value: id, label }))}
      />
      <div class="form-pair">
        <TextField
          label={words.quota}
          {...form().field('quota')}
          optional={shared.ui.optional}
          inputmode="numeric"
          autocomplete="off"
          hint={words.quotaHint}
        />
        <Expires form={form()} />
      </div>
      <div class="form-pair">
        <Checkbox
          label={words.active}
          name="isActive"
          checked={isActive()}
          onChange={(on) => form().field('isActive').onChange(toText(on))}
          hint={isActive() ? words.activeHint : words.activeOffHint}
        />
        <Checkbox
          label={words.skips}
          name="skipsApproval"
          checked={skips()}
          onChange={(on) => form().field('skipsApproval').onChange(toText(on))}
          hint={skips() ? words.skipsHint : words.skipsOffHint}
        />
      </div>
      <Card title={inviteCodeWords.effects.title} tone="subtle" level={3}>
        <CodeEffects
          {...readDraft(form().values)}
          team={teams().find(({ id }) => id === form().values.teamId)}
          organizationName={teams().find(({ id }) => id === form().values.teamId)?.organizationName}
          isActive={isActive()}
          skipsApproval={skips()}
          used={props.code?.used ?? 0}
        />
      </Card>
    </>
  )
}

function Expires(props: { form: CodeForm }) {
  const field = () => props.form.field('expires')
  return (
    <div class="stack code-expires">
      <TextField
        label={words.expires}
        {...field()}
        ref={(input) => props.form.watchExpires(input)}
        type="datetime-local"
        optional={shared.ui.optional}
        hint={words.expiresHint(zone())}
      />
      <div class="row" role="group" aria-label={words.presets}>
        <For each={presetDays}>
          {(days) => (
            <Button size="small" onClick={() => field().onChange(daysFrom(serverNow(), days))}>
              {words.days(days)}
            </Button>
          )}
        </For>
      </div>
    </div>
  )
}

interface TeamChoice {
  id: string
  label: string
  name: string
  isDefault: boolean
  organizationName: string
}

/** Every team with its organization; the code's own even where the list does not reach so far. */
function teamsOf(places: readonly Place[], code: CodeRow | undefined): TeamChoice[] {
  const toChoice = (team: { id: string; name: string; isDefault: boolean }, organization: { name: string }) => ({
    ...team,
    label: `${team.name} | ${organization.name}`,
    organizationName: organization.name,
  })
  const all = places.flatMap((place) => place.teams.map((team) => toChoice(team, place)))
  return code && !all.some(({ id }) => id === code.team.id) ? [toChoice(code.team, code.organization), ...all] : all
}
