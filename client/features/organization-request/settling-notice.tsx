import { Show } from 'solid-js'
import { Notice } from '#client/ui/notice.tsx'
import { organizationWords } from '#client/words/organization.ts'

const w = organizationWords.settling

/** Says that a new organization cannot invite yet, and for how long; gone by itself. */
export function SettlingNotice(props: { seconds: number }) {
  return (
    <Show when={props.seconds > 0}>
      <Notice>
        {/* The seconds are not read out one by one; the button says that it works again by itself. */}
        {w.text} <b aria-hidden="true">{w.wait(props.seconds)}</b>
      </Notice>
    </Show>
  )
}
