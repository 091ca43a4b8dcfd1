import { Show } from 'solid-js'
import { catalogueWords } from '#client/words/catalogues.ts'
import { inviteCodeWords } from '#client/words/invite-codes.ts'
import { When } from './when.tsx'
import { useStatus } from './server-now.ts'

const words = inviteCodeWords.effects

export interface CodeEffectsProps {
  /** undefined: none is chosen yet */
  team: { name: string; isDefault: boolean } | undefined
  organizationName: string | undefined
  skipsApproval: boolean
  isActive: boolean
  quota: number | null
  used: number
  expiresAt: string | null
  /** catalogues beyond the public ones; undefined where it is not known */
  opens?: number
}

/** What a code does to whoever registers with it, in sentences. */
export function CodeEffects(props: CodeEffectsProps) {
  const status = useStatus(() => props)
  const isOver = useStatus(() => ({ ...props, isActive: true }))
  return (
    <ul class="code-effects">
      <li>
        <Show when={props.team} fallback={<span class="muted">{words.noTeam}</span>}>
          {(team) => words.joins(team().name, props.organizationName ?? '', team().isDefault)}
        </Show>
      </li>
      <Show when={props.opens !== undefined}>
        <li>{catalogueWords.places.opensLine(props.opens!)}</li>
      </Show>
      <li>{props.skipsApproval ? words.skips : words.waits}</li>
      <li>{props.quota === null ? words.unlimited : words.places(props.quota, props.used)}</li>
      <li>
        <Show when={props.expiresAt} fallback={words.forever}>
          {(at) => (
            <>
              {isOver() === 'expired' ? words.ended : words.until} <When at={at()} look="line" />.
            </>
          )}
        </Show>
      </li>
      <Show when={status() === 'paused'}>
        <li>{words.paused}</li>
      </Show>
    </ul>
  )
}
