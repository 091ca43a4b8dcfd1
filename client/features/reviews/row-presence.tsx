import { createMemo, For, Show } from 'solid-js'
import { Avatar } from '#client/ui/avatar.tsx'
import { deskWords as words } from '#client/words/desk.ts'
import { useSession } from '#client/features/auth/session.tsx'
import { useDesk } from './desk.tsx'
import './row-presence.css'

const shownMax = 3

/** In a row of the queue: who else looks at this review, and who reviews it. */
export function RowPresence(props: { reviewId: string }) {
  const desk = useDesk()
  const { me } = useSession()
  const claimer = createMemo(() => {
    const by = desk?.claimOf(props.reviewId)
    return by && by.id !== me()?.id ? by : undefined
  })
  const lookers = createMemo(() => (desk?.othersAt(props.reviewId) ?? []).filter(({ id }) => id !== claimer()?.id))
  const faces = () => [claimer(), ...lookers()].filter((one) => one !== undefined)
  return (
    <Show when={faces().length > 0}>
      <span class="row-presence" title={lookers().length > 0 ? words.lookingAt(lookers().map(nameOf)) : undefined}>
        <span class="row-presence-faces">
          <For each={faces().slice(0, shownMax)}>
            {(person) => <Avatar name={person.name} seed={person.id} size="small" />}
          </For>
        </span>
        <Show when={claimer()}>
          {(person) => <span class="row-presence-text">{words.isReviewing(firstNameOf(person()))}</span>}
        </Show>
        <Show when={lookers().length > 0}>
          <span class="visually-hidden"> {words.lookingAt(lookers().map(nameOf))}</span>
        </Show>
      </span>
    </Show>
  )
}

const nameOf = ({ name }: { name: string }) => name
const firstNameOf = ({ name }: { name: string }) => name.split(' ')[0]!
