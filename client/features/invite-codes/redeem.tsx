import { Show } from 'solid-js'
import { inviteCodeWords } from '#client/words/invite-codes.ts'

/** "quota / used" with a bar that fills as people register. */
export function Redeem(props: { quota: number | null; used: number }) {
  const share = () => Math.min(1, props.used / (props.quota ?? 1))
  return (
    <span class="redeem" title={inviteCodeWords.redeemInWords(props.quota, props.used)}>
      <span class="redeem-figures">{inviteCodeWords.redeem(props.quota, props.used)}</span>
      <Show when={props.quota !== null}>
        <span class="redeem-bar" aria-hidden="true" data-full={share() === 1 ? '' : undefined}>
          <span class="redeem-filled" style={{ width: `${share() * 100}%` }} />
        </span>
      </Show>
    </span>
  )
}
