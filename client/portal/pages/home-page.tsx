import { Match, Show, Switch } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { ConfirmAddress } from '#client/features/registrations/confirm-address.tsx'
import { HowItWorks } from '#client/features/registrations/how-it-works.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { Skeleton, SkeletonBlock } from '#client/ui/skeleton.tsx'
import { organizationWords } from '#client/words/organization.ts'
import { portalWords } from '#client/words/portal.ts'
import type { Me } from '#server/features/auth/schema.ts'
import type { PublicSettings } from '#server/features/settings/schema.ts'
import { HomeProducts } from './home-products.tsx'
import { SessionFailed } from './load-failed.tsx'
import './home-page.css'

const w = portalWords.home

/** Welcomes: a visitor is shown the way in, somebody who is in what is theirs. */
export default function HomePage() {
  const session = useSession()
  const known = () => session.me() !== undefined && session.settings()
  return (
    <Switch fallback={<HomeSkeleton />}>
      <Match when={known() && session.me()}>
        {(me) => <Greeting me={me()} portalName={session.settings()!.portalName} />}
      </Match>
      <Match when={known()}>{(settings) => <Welcome settings={settings()} />}</Match>
      <Match when={session.failure()}>
        {(failure) => (
          <>
            <h1 class="visually-hidden">{w.title}</h1>
            <SessionFailed failure={failure()} />
          </>
        )}
      </Match>
    </Switch>
  )
}

function Welcome(props: { settings: PublicSettings }) {
  return (
    <div class="home">
      <div class="hero">
        <PageHeader title={props.settings.portalName} subtitle={props.settings.registerEnabled ? w.lead : w.closed} />
        <div class="hero-actions">
          <Show when={props.settings.registerEnabled}>
            <LinkButton variant="primary" href="/auth/register">
              {portalWords.createAccount}
            </LinkButton>
          </Show>
          <LinkButton href="/auth/login">{portalWords.haveAccount}</LinkButton>
        </div>
        <Show when={props.settings.registerEnabled}>
          <p class="hero-hint">{w.withCode}</p>
        </Show>
        <Gate />
      </div>
      <HomeProducts />
      <Show when={props.settings.registerEnabled}>
        <HowItWorks
          title={portalWords.steps.title}
          look="row"
          steps={stepsFor(props.settings.registrationsNeedApproval)}
        />
      </Show>
    </div>
  )
}

const stepsFor = (needsApproval: boolean) => (needsApproval ? portalWords.steps.all : portalWords.steps.skipped)

/** Three arches, one behind the other: a gate, as decoration. */
function Gate() {
  return (
    <div class="gate" aria-hidden="true">
      <div class="gate-arch">
        <div class="gate-arch">
          <div class="gate-arch" />
        </div>
      </div>
    </div>
  )
}

function Greeting(props: { me: Me; portalName: string }) {
  const isStaff = () => props.me.kind === 'staff'
  return (
    <Page width="wide">
      <PageHeader
        title={w.hello(props.me.firstName)}
        subtitle={isStaff() ? w.staffText : w.signedIn(props.portalName)}
        documentTitle={props.portalName}
      />
      <div>
        <LinkButton variant="primary" href={isStaff() ? '/admin' : '/dashboard'}>
          {isStaff() ? w.openAdmin : organizationWords.menu.mine}
        </LinkButton>
      </div>
      <Show when={!props.me.emailConfirmed}>
        <ConfirmAddress email={props.me.email} />
      </Show>
      <HomeProducts />
    </Page>
  )
}

function HomeSkeleton() {
  return (
    <Skeleton label={portalWords.loading}>
      <div class="hero">
        <SkeletonBlock width="18rem" height="2.75rem" />
        <SkeletonBlock width="30rem" height="1.25rem" />
        <SkeletonBlock width="20rem" height="2.75rem" />
      </div>
    </Skeleton>
  )
}
