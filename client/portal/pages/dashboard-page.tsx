import { Match, Show, Switch } from 'solid-js'
import { AppsCard } from '#client/features/apps/apps-card.tsx'
import { useSession } from '#client/features/auth/session.tsx'
import { createOwnRequest } from '#client/features/organization-request/create-own-request.ts'
import { ConfirmAddressNotice } from '#client/features/registrations/confirm-address-notice.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Card } from '#client/ui/card.tsx'
import { Fact, Facts } from '#client/ui/facts.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { Skeleton, SkeletonBlock } from '#client/ui/skeleton.tsx'
import { words } from '#client/words/en.ts'
import { offerWords } from '#client/words/offer.ts'
import { organizationWords } from '#client/words/organization.ts'
import { portalWords } from '#client/words/portal.ts'
import type { Me } from '#server/features/auth/schema.ts'
import { DashboardSpace } from '../dashboard.tsx'
import { DashboardFrame, DeveloperPage } from '../dashboard-frame.tsx'
import { NoOrganization, OwnOrganization } from './dashboard-organization.tsx'

const w = organizationWords.dashboard

/** What is a developer's at a glance: the organization, a request that waits, the account. */
export default function DashboardPage() {
  return (
    <DeveloperPage title={w.title} skeleton={<DashboardSkeleton />}>
      {(me) => (
        <DashboardFrame me={me()}>
          <Overview me={me()} />
        </DashboardFrame>
      )}
    </DeveloperPage>
  )
}

function Overview(props: { me: Me }) {
  const session = useSession()
  const request = createOwnRequest(session)
  return (
    <Page width="wide">
      <PageHeader title={w.title} subtitle={session.settings() && w.subtitle(session.settings()!.portalName)} />
      <Show when={!props.me.emailConfirmed}>
        <ConfirmAddressNotice email={props.me.email} />
      </Show>
      <Switch>
        <Match when={props.me.organization?.isDefault}>
          <NoOrganization me={props.me} request={request.value() ?? null} />
        </Match>
        <Match when={props.me.organization}>
          {(organization) => <OwnOrganization me={props.me} organization={organization()} />}
        </Match>
      </Switch>
      <Show when={props.me.emailConfirmed}>
        <AppsCard />
      </Show>
      <Card
        look="panel"
        title={offerWords.dashboard.title}
        actions={
          <LinkButton size="small" href="/catalogues">
            {offerWords.dashboard.browse}
          </LinkButton>
        }
      >
        <p class="muted">{offerWords.dashboard.text}</p>
      </Card>
      <Card
        look="panel"
        title={w.account}
        actions={
          <LinkButton size="small" href="/profile">
            {words.shell.profile}
          </LinkButton>
        }
      >
        <Facts look="columns">
          <Fact label={w.name}>
            {props.me.firstName} {props.me.lastName}
          </Fact>
          <Fact label={w.email}>
            {props.me.email}
            <Badge tone={props.me.emailConfirmed ? 'success' : 'warning'}>
              {props.me.emailConfirmed ? w.confirmed : w.notConfirmed}
            </Badge>
          </Fact>
        </Facts>
      </Card>
    </Page>
  )
}

function DashboardSkeleton() {
  return (
    <DashboardSpace>
      <Skeleton label={portalWords.loading}>
        <div class="stack">
          <SkeletonBlock width="14rem" height="2rem" />
          <SkeletonBlock width="20rem" height="1rem" />
          <SkeletonBlock height="10rem" />
          <SkeletonBlock height="8rem" />
        </div>
      </Skeleton>
    </DashboardSpace>
  )
}
