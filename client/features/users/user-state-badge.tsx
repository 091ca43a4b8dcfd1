import Ban from 'lucide-solid/icons/ban'
import CircleMinus from 'lucide-solid/icons/circle-minus'
import Clock from 'lucide-solid/icons/clock'
import Send from 'lucide-solid/icons/send'
import { Show } from 'solid-js'
import { Badge, type Tone } from '#client/ui/badge.tsx'
import type { Icon } from '#client/ui/icon.ts'
import { peopleWords } from '#client/words/people.ts'
import type { UserState } from '#server/features/users/rules.ts'

const toneByState: Record<UserState, Tone> = {
  active: 'success',
  waiting: 'warning',
  rejected: 'danger',
  invited: 'info',
  'not-invited': 'neutral',
  deactivated: 'neutral',
}
const iconByState: Partial<Record<UserState, Icon>> = {
  waiting: Clock,
  invited: Send,
  'not-invited': CircleMinus,
  deactivated: Ban,
}

/** Active, or inactive with the reason. */
export function UserStateBadge(props: { state: UserState }) {
  return (
    <Show
      when={iconByState[props.state]}
      fallback={<Badge tone={toneByState[props.state]}>{peopleWords.states[props.state]}</Badge>}
    >
      {(icon) => (
        <Badge tone={toneByState[props.state]} icon={icon()}>
          {peopleWords.states[props.state]}
        </Badge>
      )}
    </Show>
  )
}
