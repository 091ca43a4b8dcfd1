import Plus from 'lucide-solid/icons/plus'
import { createMemo, createSignal, Show } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { AddTeamDialog } from '#client/features/teams/add-team-dialog.tsx'
import { createTeams } from '#client/features/teams/create-teams.ts'
import { TeamsTable } from '#client/features/teams/teams-table.tsx'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { placesWords } from '#client/words/places.ts'
import type { OrganizationRow } from '#server/features/organizations/schema.ts'
import { LiveRows } from './live-rows.tsx'

const words = placesWords.teams

/** The teams of an organization, live; a new one appears among them. */
export function OrganizationTeams(props: { organization: OrganizationRow; mayAct: boolean }) {
  const { connection } = useSession()
  const id = createMemo(() => props.organization.id)
  const filter = createMemo(() => ({ search: undefined, organizationId: id() }))
  const teams = createTeams(connection, () => filter())
  const [isAdding, setIsAdding] = createSignal(false)
  return (
    <>
      <Card
        title={words.title}
        look="panel"
        actions={
          <Show when={props.mayAct}>
            <Button size="small" icon={Plus} onClick={() => setIsAdding(true)}>
              {placesWords.organization.addTeam}
            </Button>
          </Show>
        }
      >
        <LiveRows
          list={teams}
          words={words}
          skeletonRows={2}
          // There is always the default team; for a moment, when it goes with its organization, there is none.
          empty={<p class="muted">{words.emptyTitle}</p>}
        >
          {(lines) => <TeamsTable lines={lines} organization={props.organization.name} />}
        </LiveRows>
      </Card>
      <AddTeamDialog
        open={isAdding()}
        organizations={[props.organization]}
        organizationId={props.organization.id}
        isFixed
        onClose={() => setIsAdding(false)}
        onAdded={() => setIsAdding(false)}
      />
    </>
  )
}
