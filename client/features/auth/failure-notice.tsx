import { Show } from 'solid-js'
import type { Failure } from '#client/lib/api.ts'
import type { SubmitFailure } from '#client/lib/create-form.ts'
import type { Tone } from '#client/ui/badge.tsx'
import { useNow } from '#client/ui/clock.ts'
import { Notice } from '#client/ui/notice.tsx'
import { words } from '#client/words/en.ts'
import { portalWords } from '#client/words/portal.ts'
import './failure-notice.css'

const toneByCode: Partial<Record<NonNullable<Failure['code']>, Tone>> = {
  WAITING_FOR_APPROVAL: 'info',
  REGISTRATION_REJECTED: 'warning',
  ACCOUNT_DEACTIVATED: 'warning',
  PORTAL_DISABLED: 'warning',
  REGISTRATION_OFF: 'warning',
  TOO_MANY_ATTEMPTS: 'warning',
  TOO_BUSY: 'warning',
}

const toneOf = ({ code }: Failure): Tone => (code && toneByCode[code]) || 'danger'

/** Why a form was not accepted, beside the button that sent it: the sentence, the seconds to wait, or the reference to quote. */
export function FailureNotice(props: { of: SubmitFailure | undefined }) {
  return (
    <Show when={props.of} keyed>
      {({ failure, retryAt }) => (
        <Notice tone={toneOf(failure)}>
          <p>
            {sentenceOf(failure)} {failure.isOffline && portalWords.failures.kept}
          </p>
          <Show when={retryAt}>{(at) => <Countdown until={at()} />}</Show>
          <Show when={!failure.code && failure.reference}>
            {(reference) => <p class="failure-reference">{words.ui.reference(reference())}</p>}
          </Show>
        </Notice>
      )}
    </Show>
  )
}

/** The server's sentence; what a schema says about input that this form did not check is for programs. */
function sentenceOf({ code, sentence }: Failure): string {
  return !code && sentence.startsWith('[') ? portalWords.failures.refusedInput : sentence
}

/** The seconds until a form works again, for eyes only. */
export function Countdown(props: { until: number }) {
  const now = useNow()
  const seconds = () => Math.max(0, Math.ceil((props.until - now()) / 1000))
  // Not read out each second; the button says that it works again by itself.
  return (
    <p class="failure-countdown" aria-hidden="true">
      {portalWords.failures.tryAgainIn(clock(seconds()))}
    </p>
  )
}

const clock = (seconds: number) =>
  seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`
