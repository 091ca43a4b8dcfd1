// Where a user belongs: organization, its teams, the role there. Adding and editing share them.
import { createUniqueId, For, Show } from 'solid-js'
import { Checkbox } from '#client/ui/checkbox.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { peopleWords } from '#client/words/people.ts'
import { organizationRoles, type OrganizationRole } from '#server/features/users/schema.ts'
import type { Place } from './create-places.ts'
import './place-fields.css'

const words = peopleWords.fields

export interface PlaceFieldsProps {
  places: readonly Place[]
  organizationId: string
  teamIds: readonly string[]
  role: OrganizationRole
  organizationHint?: string | undefined
  onOrganization: (id: string) => void
  onTeams: (ids: string[]) => void
  onRole: (role: OrganizationRole) => void
}

export function PlaceFields(props: PlaceFieldsProps) {
  const place = () => props.places.find(({ id }) => id === props.organizationId)
  const isFixed = () => place()?.isDefault ?? false
  return (
    <>
      <SelectField
        label={words.organization}
        name="organizationId"
        hint={props.organizationHint}
        value={props.organizationId}
        onChange={(id) => props.onOrganization(id)}
        options={props.places.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <TeamsField place={place()} teamIds={props.teamIds} onChange={(ids) => props.onTeams(ids)} />
      <SelectField
        label={words.role}
        name="role"
        value={isFixed() ? 'team_member' : props.role}
        onChange={(role) => props.onRole(role as OrganizationRole)}
        disabled={isFixed()}
        hint={isFixed() ? words.roleFixed : words.roleHint}
        options={organizationRoles.toReversed().map((one) => ({ value: one, label: peopleWords.roles[one] }))}
      />
    </>
  )
}

/** Any number of the organization's teams; the default one has everybody, so it is not for choosing. */
function TeamsField(props: {
  place: Place | undefined
  teamIds: readonly string[]
  onChange: (ids: string[]) => void
}) {
  const id = createUniqueId()
  const toggle = (teamId: string, isIn: boolean) =>
    props.onChange(isIn ? [...props.teamIds, teamId] : props.teamIds.filter((one) => one !== teamId))
  return (
    <div class="field teams-field" role="group" aria-labelledby={id}>
      <span id={id} class="field-label">
        {words.teams}
      </span>
      <Show when={props.place}>
        {(place) => (
          <div class="teams-choices">
            <For each={place().teams}>
              {(team) => (
                <Checkbox
                  label={team.name}
                  hint={team.isDefault ? words.defaultTeam : undefined}
                  checked={team.isDefault || props.teamIds.includes(team.id)}
                  disabled={team.isDefault}
                  onChange={(isIn) => toggle(team.id, isIn)}
                />
              )}
            </For>
          </div>
        )}
      </Show>
    </div>
  )
}
