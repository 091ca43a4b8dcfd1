// Who may be here, and what every page of the console stands on: the session, the counts, the shell.
import { useNavigate } from '@solidjs/router'
import Bell from 'lucide-solid/icons/bell'
import Keyboard from 'lucide-solid/icons/keyboard'
import Mail from 'lucide-solid/icons/mail'
import {
  createEffect,
  createMemo,
  createSignal,
  lazy,
  Match,
  on,
  onMount,
  Show,
  Suspense,
  Switch,
  type ParentProps,
} from 'solid-js'
import { SessionProvider, useSession } from '#client/features/auth/session.tsx'
import { toPillState } from '#client/features/connection/pill-state.ts'
import { perform } from '#client/features/keys/acts.ts'
import { Keys } from '#client/features/keys/keys.tsx'
import { PaletteButton } from '#client/features/keys/palette-button.tsx'
import { createNotices } from '#client/features/notices/create-notices.ts'
import { DeskPeople } from '#client/features/reviews/desk-people.tsx'
import { DeskProvider } from '#client/features/reviews/desk.tsx'
import { ReviewCountsProvider, useReviewCounts } from '#client/features/reviews/review-counts.tsx'
import { ConnectionPill } from '#client/ui/connection-pill.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { ErrorPanel } from '#client/ui/error-panel.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { adminWords } from '#client/words/admin.ts'
import { words } from '#client/words/en.ts'
import { keyWords } from '#client/words/keys.ts'
import { reviewMailWords } from '#client/words/review-mails.ts'
import type { Me } from '#server/features/auth/schema.ts'
import { adminMenu } from './menu.ts'
import { AdminShell } from './shell.tsx'

/** Nothing of it is loaded before the page in front has been drawn; nobody has asked for it, so without it all else goes on. */
const HealthBanner = lazy(() =>
  import('#client/features/emails/health-banner.tsx').catch(() => ({ default: () => null })),
)
const NoticesDialog = lazy(() => import('#client/features/notices/notices-dialog.tsx'))

/** The frame of the console: staff get it, developers are told where they are, everybody else logs in. */
export function App(props: ParentProps) {
  return (
    <SessionProvider>
      <Gate>{props.children}</Gate>
    </SessionProvider>
  )
}

function Gate(props: ParentProps) {
  const session = useSession()
  createEffect(
    on(session.me, (me) => {
      if (me === null) goTo('/auth/login')
      else if (me?.mustChangePassword) goTo('/auth/change-password')
    }),
  )
  return (
    <Switch>
      <Match when={session.me()?.mustChangePassword}>{null}</Match>
      <Match when={session.me()?.staffRole && session.me()}>
        {(me) => (
          <ReviewCountsProvider>
            <DeskProvider>
              <StaffShell me={me()}>{props.children}</StaffShell>
            </DeskProvider>
          </ReviewCountsProvider>
        )}
      </Match>
      <Match when={session.me()}>{(me) => <NoAccess me={me()} />}</Match>
      <Match when={session.me() === undefined && session.failure()}>
        {(failure) => (
          <AdminShell groups={[]} onLogOut={() => undefined}>
            <Page>
              <ErrorPanel
                title={adminWords.sessionFailedTitle}
                reference={failure().reference && words.ui.reference(failure().reference!)}
                retryLabel={words.ui.retry}
                onRetry={() => void session.refresh()}
              >
                {failure().sentence}
              </ErrorPanel>
            </Page>
          </AdminShell>
        )}
      </Match>
    </Switch>
  )
}

function StaffShell(props: ParentProps<{ me: Me }>) {
  const { connection, logOut } = useSession()
  const counts = useReviewCounts()
  const navigate = useNavigate()
  const [choosesNotices, setChoosesNotices] = createSignal(false)
  const [isDrawn, setIsDrawn] = createSignal(false)
  // The frame first, then a task of its own: that comes after the painting.
  onMount(() => requestAnimationFrame(() => setTimeout(() => setIsDrawn(true))))
  createNotices(counts, () => navigate('/admin/queue'))
  const groups = createMemo(() => adminMenu(counts()))
  return (
    <>
      <AdminShell
        groups={groups()}
        waiting={counts()?.all ?? 0}
        person={personOf(props.me)}
        accountItems={[
          {
            label: reviewMailWords.title,
            icon: Mail,
            href: `/admin/settings/admins?mails=${props.me.id}`,
          },
          { label: keyWords.sheet.title, icon: Keyboard, onSelect: () => perform('sheet') },
          { label: keyWords.notices.title, icon: Bell, onSelect: () => setChoosesNotices(true) },
        ]}
        onLogOut={() => void logOut()}
        search={<PaletteButton />}
        presence={<DeskPeople />}
        banner={
          <Suspense>
            <Show when={isDrawn()}>
              <HealthBanner />
            </Show>
          </Suspense>
        }
        status={
          <ConnectionPill
            state={toPillState(connection.state)}
            words={words.connection}
            onRetry={() => connection.retryNow()}
          />
        }
      >
        {props.children}
      </AdminShell>
      <Keys groups={groups()} />
      <Suspense>
        <Show when={choosesNotices()}>
          <NoticesDialog onClose={() => setChoosesNotices(false)} />
        </Show>
      </Suspense>
    </>
  )
}

function NoAccess(props: { me: Me }) {
  const { logOut } = useSession()
  return (
    <AdminShell groups={[]} person={personOf(props.me)} onLogOut={() => void logOut()}>
      <Page>
        <PageHeader title={adminWords.console} />
        <EmptyState
          kind="no-access"
          title={adminWords.noAccessTitle}
          action={<LinkButton href="/">{adminWords.toPortal}</LinkButton>}
        >
          {adminWords.noAccessText}
        </EmptyState>
      </Page>
    </AdminShell>
  )
}

function personOf({ id, firstName, lastName, email, staffRole }: Me) {
  return { id, name: `${firstName} ${lastName}`, email, role: staffRole ? adminWords.roles[staffRole] : '' }
}

/** The portal's document, and back to this very page afterwards. */
function goTo(entrance: string): void {
  const here = `${location.pathname}${location.search}`
  location.replace(`${entrance}?next=${encodeURIComponent(here)}`)
}
