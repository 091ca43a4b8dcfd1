import { Match, Switch } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { canAsk } from '#client/features/organization-request/request-view.ts'
import { ConfirmAddressNotice } from '#client/features/registrations/confirm-address-notice.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { organizationWords } from '#client/words/organization.ts'
import type { Me } from '#server/features/auth/schema.ts'
import { DashboardSpace } from '../dashboard.tsx'
import { DashboardFrame, DeveloperPage } from '../dashboard-frame.tsx'
import { OrganizationUsers } from './organization-users.tsx'

const w = organizationWords.users

/** Who is in one's organization; in the default one, why there is nobody to see. */
export default function UsersPage() {
  return (
    <DeveloperPage title={w.title} skeleton={<UsersSkeleton />}>
      {(me) => (
        <DashboardFrame me={me()}>
          <Page width="wide">
            <Switch fallback={<OrganizationUsers me={me()} />}>
              <Match when={me().organization?.isDefault}>
                <Strangers me={me()} />
              </Match>
              <Match when={!me().emailConfirmed}>
                <Unconfirmed me={me()} />
              </Match>
            </Switch>
          </Page>
        </DashboardFrame>
      )}
    </DeveloperPage>
  )
}

const UsersSkeleton = () => (
  <DashboardSpace>
    <Skeleton label={w.loading} rows={5} />
  </DashboardSpace>
)

function Strangers(props: { me: Me }) {
  const session = useSession()
  const isPending = () => props.me.hasOpenOrganizationRequest
  const action = () => {
    if (isPending()) return <LinkButton href="/organization/new">{organizationWords.dashboard.follow}</LinkButton>
    if (!canAsk(props.me, session.settings())) return undefined
    return (
      <LinkButton variant="primary" href="/organization/new">
        {organizationWords.create}
      </LinkButton>
    )
  }
  return (
    <>
      <PageHeader title={w.title} />
      <EmptyState kind="first-use" title={w.strangersTitle} action={action()}>
        {w.strangers} {isPending() ? w.pendingRequest : organizationWords.what}
      </EmptyState>
    </>
  )
}

function Unconfirmed(props: { me: Me }) {
  return (
    <>
      <PageHeader title={w.title} subtitle={w.subtitle(props.me.organization?.name ?? '')} />
      <ConfirmAddressNotice email={props.me.email} />
      <EmptyState kind="no-access" title={w.unconfirmedTitle}>
        {w.unconfirmed}
      </EmptyState>
    </>
  )
}
