import { useNavigate, useParams } from '@solidjs/router'
import { createEffect, createSignal, on, Show } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { PlaceCataloguesCard } from '#client/features/catalogues/place-catalogues-card.tsx'
import { PlaceCodesCard } from '#client/features/invite-codes/place-codes-card.tsx'
import { PlaceActions } from '#client/features/organizations/place-actions.tsx'
import { PlaceHistory } from '#client/features/organizations/place-history.tsx'
import { PlaceStates } from '#client/features/organizations/place-states.tsx'
import { createTeamDetail } from '#client/features/teams/create-team-detail.ts'
import { TeamDialogs } from '#client/features/teams/team-dialogs.tsx'
import { TeamFacts } from '#client/features/teams/team-facts.tsx'
import { MembersCard } from '#client/features/users/members-card.tsx'
import { idOf } from '#client/lib/id-of.ts'
import { Badge } from '#client/ui/badge.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { placesWords } from '#client/words/places.ts'
import type { TeamDetail } from '#server/features/teams/schema.ts'

const words = placesWords.team
const listHref = '/admin/teams'

/** One team: where it belongs and who is in it. Live. */
export default function TeamPage() {
  const { connection, me } = useSession()
  const navigate = useNavigate()
  const params = useParams<{ id: string }>()
  const id = () => idOf(params.id)
  const team = createTeamDetail(connection, id)
  const [asking, setAsking] = createSignal<'rename' | 'delete'>()
  createEffect(on(id, () => setAsking(undefined), { defer: true }))
  const known = () => (team.isDeleted() ? undefined : team.value)
  const mayAct = () => me()?.staffRole === 'owner' || me()?.staffRole === 'approver'
  const breadcrumbs = () => {
    const organization = team.value?.organization
    const list = { label: placesWords.teams.title, href: listHref }
    return organization ? [list, { label: organization.name, href: `/admin/organizations/${organization.id}` }] : [list]
  }
  return (
    <Page width="wide">
      <PageHeader
        title={team.value?.name ?? words.kind}
        subtitle={known()?.isDefault ? words.defaultStays(known()!.organization.name) : undefined}
        badges={<Show when={known()?.isDefault}>{<Badge>{placesWords.default}</Badge>}</Show>}
        breadcrumbs={breadcrumbs()}
        breadcrumbsLabel={placesWords.breadcrumbs}
        actions={
          <Show when={mayAct() && known()}>
            {(shown) => (
              <PlaceActions
                isDefault={shown().isDefault}
                onRename={() => setAsking('rename')}
                onDelete={() => setAsking('delete')}
              />
            )}
          </Show>
        }
      />
      <PlaceStates detail={team} isPossible={id() !== undefined} words={words} listHref={listHref}>
        {(shown) => (
          <>
            <Content team={shown()} />
            <Show when={mayAct()}>
              <TeamDialogs
                team={shown()}
                asking={asking()}
                onClose={() => setAsking(undefined)}
                onDeleted={() => navigate(listHref)}
              />
            </Show>
          </>
        )}
      </PlaceStates>
    </Page>
  )
}

function Content(props: { team: TeamDetail }) {
  return (
    <div class="place-page">
      <TeamFacts team={props.team} />
      <div class="stack place-main">
        <MembersCard
          name={props.team.name}
          organizationId={props.team.organization.id}
          teamId={props.team.id}
          empty={
            <EmptyState kind="first-use" title={words.noMembersTitle}>
              {words.noMembersText(props.team.organization.name)}
            </EmptyState>
          }
        />
        <PlaceCataloguesCard
          catalogues={props.team.catalogues}
          organizationId={props.team.organization.id}
          teamId={props.team.id}
        />
        <PlaceCodesCard organizationId={props.team.organization.id} teamId={props.team.id} />
      </div>
      <PlaceHistory entries={props.team.history} acts={words.acts} />
    </div>
  )
}
