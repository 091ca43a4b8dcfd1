import Check from 'lucide-solid/icons/check'
import Copy from 'lucide-solid/icons/copy'
import Eye from 'lucide-solid/icons/eye'
import EyeOff from 'lucide-solid/icons/eye-off'
import KeyRound from 'lucide-solid/icons/key-round'
import { Show } from 'solid-js'
import { FailureNotice } from '#client/features/auth/failure-notice.tsx'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Button } from '#client/ui/button.tsx'
import { CopyButton } from '#client/ui/copy-button.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { credentialsWords } from '#client/words/credentials.ts'
import { words as shared } from '#client/words/en.ts'
import { keyPrefix } from '#server/features/credentials/rules.ts'
import type { KeyFacts } from '#server/features/credentials/schema.ts'
import { createKeyReveal } from './create-key-reveal.ts'
import { Exactly, LastUse } from './last-use.tsx'
import { PasswordDialog } from './password-dialog.tsx'
import './credentials.css'

const words = credentialsWords.key

export interface KeyLineProps {
  of: KeyFacts
  /** Another one works beside it: which of the two this is has to be said. */
  isOneOfTwo: boolean
  /** Where a request can be sent to, for the line to try it with. */
  baseUrl: string | undefined
  email: string
}

/** One key: its end, how it is used, and the whole of it for whoever asks. */
export function KeyLine(props: KeyLineProps) {
  const reveal = createKeyReveal(() => props.of.id)
  const isShown = () => reveal.key() !== undefined
  const failure = () => {
    const failed = reveal.failure()
    if (!failed) return undefined
    const sentence = failed.code === 'NOT_FOUND' ? words.gone : failed.sentence
    return { failure: { ...failed, sentence }, retryAt: undefined }
  }
  return (
    <div class="key-line">
      <div class="key-box">
        <KeyRound size={16} />
        <Show
          when={reveal.key()}
          fallback={
            <code class="key-text">
              <span class="visually-hidden">{words.ending(props.of.lastFour)}</span>
              <span aria-hidden="true">{`${keyPrefix}••••••••••••${props.of.lastFour}`}</span>
            </code>
          }
        >
          {(key) => (
            <code class="key-text" data-shown="" aria-label={words.shown} role="group">
              {key()}
            </code>
          )}
        </Show>
        <div class="key-acts">
          {/* One button, so that the focus stays where it is. */}
          <Button
            size="small"
            icon={isShown() ? EyeOff : Eye}
            busy={reveal.busyWith() === 'show'}
            onClick={() => (isShown() ? reveal.hide() : reveal.reveal())}
          >
            {isShown() ? words.hide : words.reveal}
          </Button>
          <Button
            size="small"
            icon={reveal.copying() === 'copied' ? Check : Copy}
            aria-label={words.copy}
            busy={reveal.busyWith() === 'copy'}
            onClick={() => reveal.copy()}
          >
            {reveal.copying() === 'copied' ? shared.ui.copied : words.copy}
          </Button>
        </div>
      </div>
      <span class="visually-hidden" role="status">
        {reveal.copying() === 'copied' ? shared.ui.copied : isShown() ? words.shownStatus : ''}
      </span>
      <Show when={reveal.copying() === 'refused'}>
        <p class="key-refused" role="alert">
          {words.refused}
        </p>
      </Show>
      <FailureNotice of={failure()} />
      <Show when={reveal.key()}>{(key) => <Try apiKey={key()} baseUrl={props.baseUrl} />}</Show>
      <Use {...props} />
      <PasswordDialog
        open={reveal.isAsking()}
        email={props.email}
        onClose={reveal.cancel}
        onConfirmed={reveal.confirmed}
      />
    </div>
  )
}

/** How to send it, ready to be pasted into a terminal. */
function Try(props: { apiKey: string; baseUrl: string | undefined }) {
  const curl = () => `curl -H 'Authorization: Bearer ${props.apiKey}' ${props.baseUrl ?? ''}`.trimEnd()
  return (
    <div class="key-try">
      <p class="muted">
        {words.try} <span class="key-hides">{words.hidesItself}</span>
      </p>
      <div class="key-curl">
        <code>{curl()}</code>
        <CopyButton
          look="icon"
          text={curl()}
          label={words.copyCurl}
          copiedLabel={shared.ui.copied}
          failedLabel={shared.ui.copyFailed}
        />
      </div>
    </div>
  )
}

/** When it was issued and last used, and until when it works. */
function Use(props: KeyLineProps) {
  return (
    <p class="key-use muted">
      <Show when={props.isOneOfTwo}>
        <span>
          <b>{props.of.worksUntil ? words.old : words.present}</b>
          <Show when={props.of.worksUntil}>
            {(until) => (
              <>
                , {words.worksUntil} <Exactly at={until()} />
              </>
            )}
          </Show>
        </span>
      </Show>
      <span>
        {words.issued} <TimeAgo at={toLocalTime(props.of.issuedAt)} />
      </span>
      <span>
        <LastUse at={props.of.lastUsedAt} />
      </span>
    </p>
  )
}
