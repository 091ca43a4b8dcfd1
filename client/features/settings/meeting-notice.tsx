import { For, Show } from 'solid-js'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Button } from '#client/ui/button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { adminWords } from '#client/words/admin.ts'
import { overviewWords } from '#client/words/overview.ts'
import { peopleWords } from '#client/words/people.ts'
import { wordingWords } from '#client/words/wordings.ts'
import type { Meeting, SettingsForm } from './create-settings-form.ts'
import { fieldsOf, type SettingsField } from './settings-draft.ts'

const words = adminWords.settings
const more = peopleWords.settings
const desk = overviewWords.settings
const brand = wordingWords.brand

const labelByField: Record<SettingsField, string> = {
  portalName: words.portalName,
  portalVisibility: more.visibility,
  registerEnabled: words.register,
  signInEnabled: words.signIn,
  autoApproveRegistrations: words.autoApprove,
  registerOrganizationsEnabled: words.registerOrganizations,
  autoApproveOrganizations: words.autoApproveOrganizations,
  requiresConfirmedEmail: more.confirmedEmail,
  passwordLength: more.passwordLength,
  invitationDays: more.invitationDays,
  undoSeconds: words.undoSeconds,
  amberHours: desk.amberHours,
  redHours: desk.redHours,
  reminderHours: desk.reminderHours,
  rejectReasons: desk.reasons,
  senderName: more.senderName,
  senderAddress: more.senderAddress,
  accent: brand.accent,
  logoId: brand.logo,
}

/** "Ben changed this 10 s ago": what they set where I typed something else, and whose shall hold. */
export function MeetingNotice(props: { form: SettingsForm }) {
  const valueOf = ({ settings }: Meeting, field: SettingsField) => {
    if (field === 'portalVisibility') return more.visibilities[settings.portalVisibility]
    if (field === 'logoId') return settings.logoId ? brand.logoOther : more.empty
    const value = fieldsOf(settings)[field]
    if (Array.isArray(value)) return value.map(desk.quoted).join(', ') || more.empty
    return typeof value === 'boolean' ? (value ? words.on : words.off) : value || more.empty
  }
  return (
    <Show when={props.form.meeting()}>
      {(meeting) => (
        <Notice
          tone="warning"
          action={
            <>
              <Button size="small" onClick={() => props.form.discard()}>
                {words.takeTheirs}
              </Button>
              <Button size="small" variant="quiet" onClick={() => props.form.keepMine()}>
                {words.keepMine}
              </Button>
            </>
          }
        >
          <b>{words.changed(meeting().settings.savedBy?.name ?? adminWords.review.portal)}</b>{' '}
          <Show when={meeting().settings.savedAt}>{(at) => <TimeAgo at={toLocalTime(at())} />}</Show>
          {'. '}
          {words.changedText}
          <Show when={meeting().contested.length > 0}>
            <p class="settings-theirs">{words.theySet}</p>
            <ul>
              <For each={meeting().contested}>
                {(field) => <li>{words.theirs(labelByField[field], valueOf(meeting(), field))}</li>}
              </For>
            </ul>
          </Show>
        </Notice>
      )}
    </Show>
  )
}
