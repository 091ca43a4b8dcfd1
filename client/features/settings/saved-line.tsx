import { Show } from 'solid-js'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { adminWords } from '#client/words/admin.ts'
import { words as shared } from '#client/words/en.ts'
import type { SettingsForm } from './create-settings-form.ts'
import './settings-form.css'

const words = adminWords.settings

/** Why the last save came to nothing, in a sentence. */
export function saveFailure(form: SettingsForm): string | undefined {
  const failure = form.failure()
  if (!failure) return undefined
  if (failure.code === 'SETTINGS_CHANGED') return words.conflict
  const reference = failure.code === undefined && failure.reference ? ` ${shared.ui.reference(failure.reference)}` : ''
  return `${failure.sentence}${reference}`
}

/** Who saved last and when; announced when it was this person, just now. */
export function SavedLine(props: { form: SettingsForm }) {
  return (
    <p class="settings-saved">
      <span role="status">{props.form.wasSaved() ? `${words.saved} ` : ''}</span>
      <Show when={props.form.dirty().length === 0} fallback={<b>{words.unsaved}</b>}>
        <Show when={props.form.base()?.savedBy} fallback={words.never}>
          {(savedBy) => (
            <>
              {words.savedBy(savedBy().name)}
              <Show when={props.form.base()?.savedAt}>
                {(at) => (
                  <>
                    , <TimeAgo at={toLocalTime(at())} />
                  </>
                )}
              </Show>
            </>
          )}
        </Show>
      </Show>
    </p>
  )
}
