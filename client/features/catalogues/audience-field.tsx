// Whom a restricted catalogue is shown to: organizations and teams, found by typing.
import Building from 'lucide-solid/icons/building-complex'
import Layers from 'lucide-solid/icons/layers'
import X from 'lucide-solid/icons/x'
import { For, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { Combobox, type Choice } from '#client/ui/combobox.tsx'
import { IconButton } from '#client/ui/icon-button.tsx'
import type { Icon } from '#client/ui/icon.ts'
import { Notice } from '#client/ui/notice.tsx'
import { catalogueWords } from '#client/words/catalogues.ts'
import type { Names } from './create-names.ts'
import { findPlaces } from './find-choices.ts'

const words = catalogueWords.audience

export interface AudienceFieldProps {
  organizations: readonly string[]
  teams: readonly string[]
  names: Names
  error?: string | undefined
  onOrganizations: (ids: string[]) => void
  onTeams: (ids: string[]) => void
}

export function AudienceField(props: AudienceFieldProps) {
  // It takes the focus when something is removed: the button that had it is gone then.
  let input!: HTMLInputElement
  const without = (ids: readonly string[], id: string) => ids.filter((one) => one !== id)
  const count = () => props.organizations.length + props.teams.length

  function choose({ id, label, hint }: Choice) {
    props.names.put(id, { name: label })
    if (hint === words.team) props.onTeams([...without(props.teams, id), id])
    else props.onOrganizations([...without(props.organizations, id), id])
  }
  const leaveOutNamed = (found: Choice[]) => {
    const named = new Set([...props.organizations, ...props.teams])
    return found.filter(({ id }) => !named.has(id))
  }
  return (
    <div class="stack audience">
      <Combobox
        label={catalogueWords.fields.audience}
        name="organizations"
        error={props.error}
        chosen=""
        ref={(element) => (input = element)}
        find={(text) => findPlaces(text).then(leaveOutNamed)}
        onChoose={choose}
        placeholder={words.placeholder}
        hint={words.hint}
        words={catalogueWords.finding}
      />
      <Show when={count() > 0} fallback={<Notice tone="warning">{words.empty}</Notice>}>
        <ul class="chips" aria-label={words.list}>
          <For each={props.organizations}>
            {(id) => (
              <Chip
                icon={Building}
                kind={words.organization}
                name={props.names.of(id).name}
                onRemove={() => {
                  props.onOrganizations(without(props.organizations, id))
                  input.focus()
                }}
              />
            )}
          </For>
          <For each={props.teams}>
            {(id) => (
              <Chip
                icon={Layers}
                kind={words.team}
                name={props.names.of(id).name}
                onRemove={() => {
                  props.onTeams(without(props.teams, id))
                  input.focus()
                }}
              />
            )}
          </For>
        </ul>
      </Show>
    </div>
  )
}

function Chip(props: { icon: Icon; kind: string; name: string; onRemove: () => void }) {
  return (
    <li class="chip">
      <Dynamic component={props.icon} size={14} />
      <span class="visually-hidden">{props.kind}:</span>
      <span class="chip-text">{props.name}</span>
      <IconButton label={words.remove(props.name)} icon={X} onClick={() => props.onRemove()} />
    </li>
  )
}
