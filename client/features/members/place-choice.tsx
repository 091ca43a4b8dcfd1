// The place of somebody in the organization, for inviting and for editing: role and teams.
import { createUniqueId, For } from 'solid-js'
import { Checkbox } from '#client/ui/checkbox.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { organizationWords } from '#client/words/organization.ts'
import type { MemberList } from '#server/features/members/schema.ts'
import { organizationRoles, type OrganizationRole } from '#server/features/users/schema.ts'
import './members.css'

const w = organizationWords.invite

export interface PlaceChoiceProps {
  role: {
    name: string
    value: string
    error: string
    onChange: (value: string) => void
    onBlur: () => void
  }
  /** Instead of what the role means. */
  roleHint?: string | undefined
  teams: MemberList['teams']
  teamIds: readonly string[]
  onTeams: (ids: string[]) => void
}

export function PlaceChoice(props: PlaceChoiceProps) {
  return (
    <>
      <SelectField
        label={w.role}
        {...props.role}
        hint={props.roleHint ?? w.roleHints[props.role.value as OrganizationRole]}
        options={organizationRoles.map((role) => ({ value: role, label: organizationWords.roles[role] }))}
      />
      <TeamChoice teams={props.teams} teamIds={props.teamIds} onTeams={(ids) => props.onTeams(ids)} />
    </>
  )
}

/** Any number of teams; the default one has everybody, so it is not for choosing. */
function TeamChoice(props: Pick<PlaceChoiceProps, 'teams' | 'teamIds' | 'onTeams'>) {
  const id = createUniqueId()
  const toggle = (teamId: string, isIn: boolean) =>
    props.onTeams(isIn ? [...props.teamIds, teamId] : props.teamIds.filter((one) => one !== teamId))
  return (
    <div class="field" role="group" aria-labelledby={id}>
      <span id={id} class="field-label">
        {w.teams}
      </span>
      <div class="team-choice">
        <For each={props.teams}>
          {(team) => (
            <Checkbox
              label={team.name}
              hint={team.isDefault ? w.defaultTeam : undefined}
              checked={team.isDefault || props.teamIds.includes(team.id)}
              disabled={team.isDefault}
              onChange={(isIn) => toggle(team.id, isIn)}
            />
          )}
        </For>
      </div>
    </div>
  )
}
