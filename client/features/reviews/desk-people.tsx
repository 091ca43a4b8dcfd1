import { Show } from 'solid-js'
import { AvatarGroup } from '#client/ui/avatar.tsx'
import { deskWords as words } from '#client/words/desk.ts'
import { useDesk } from './desk.tsx'

/** The other admins at the queue, for whoever is there too. */
export function DeskPeople() {
  const desk = useDesk()
  const others = () => (desk?.isHere() ? desk.others() : [])
  return (
    <Show when={others().length > 0}>
      <AvatarGroup label={words.atQueue(others().map(({ name }) => name))} people={others()} />
    </Show>
  )
}
