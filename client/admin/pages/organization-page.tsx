import { useNavigate, useParams } from '@solidjs/router'
import { createEffect, createSignal, on, Show } from 'solid-js'
import { AppsCard } from '#client/features/apps-admin/apps-card.tsx'
import { useSession } from '#client/features/auth/session.tsx'
import { PlaceCataloguesCard } from '#client/features/catalogues/place-catalogues-card.tsx'
import { PlaceCodesCard } from '#client/features/invite-codes/place-codes-card.tsx'
import { createOrganizationDetail } from '#client/features/organizations/create-organization-detail.ts'
import { OrganizationDialogs } from '#client/features/organizations/organization-dialogs.tsx'
import { OrganizationFacts } from '#client/features/organizations/organization-facts.tsx'
import { OrganizationTeams } from '#client/features/organizations/organization-teams.tsx'
import { PlaceActions } from '#client/features/organizations/place-actions.tsx'
import { PlaceHistory } from '#client/features/organizations/place-history.tsx'
import { PlaceStates } from '#client/features/organizations/place-states.tsx'
import { MembersCard } from '#client/features/users/members-card.tsx'
import { idOf } from '#client/lib/id-of.ts'
import { Badge } from '#client/ui/badge.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { placesWords } from '#client/words/places.ts'
import type { OrganizationDetail } from '#server/features/organizations/schema.ts'

const words = placesWords.organization
const listHref = '/admin/organizations'

/** One organization: what is known of it, its teams, its people. Live. */
export default function OrganizationPage() {
  const { connection, me } = useSession()
  const navigate = useNavigate()
  const params = useParams<{ id: string }>()
  const id = () => idOf(params.id)
  const organization = createOrganizationDetail(connection, id)
  const [asking, setAsking] = createSignal<'rename' | 'delete'>()
  createEffect(on(id, () => setAsking(undefined), { defer: true }))
  const known = () => (organization.isDeleted() ? undefined : organization.value)
  const mayAct = () => me()?.staffRole === 'owner' || me()?.staffRole === 'approver'
  return (
    <Page width="wide">
      <PageHeader
        title={organization.value?.name ?? words.kind}
        subtitle={known()?.isDefault ? words.defaultStays : undefined}
        badges={<Show when={known()?.isDefault}>{<Badge>{placesWords.default}</Badge>}</Show>}
        breadcrumbs={[{ label: placesWords.organizations.title, href: listHref }]}
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
      <PlaceStates detail={organization} isPossible={id() !== undefined} words={words} listHref={listHref}>
        {(shown) => (
          <>
            <Content organization={shown()} mayAct={mayAct()} />
            <Show when={mayAct()}>
              <OrganizationDialogs
                organization={shown()}
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

function Content(props: { organization: OrganizationDetail; mayAct: boolean }) {
  return (
    <div class="place-page">
      <OrganizationFacts organization={props.organization} />
      <div class="stack place-main">
        <OrganizationTeams organization={props.organization} mayAct={props.mayAct} />
        <MembersCard
          name={props.organization.name}
          organizationId={props.organization.id}
          empty={
            <EmptyState kind="first-use" title={words.noMembersTitle}>
              {words.noMembersText}
            </EmptyState>
          }
        />
        <AppsCard organizationId={props.organization.id} />
        <PlaceCataloguesCard catalogues={props.organization.catalogues} organizationId={props.organization.id} />
        <PlaceCodesCard organizationId={props.organization.id} />
      </div>
      <PlaceHistory entries={props.organization.history} acts={words.acts} />
    </div>
  )
}
