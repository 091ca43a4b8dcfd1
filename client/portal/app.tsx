// What every page of the portal stands on: the session, who may be where, and the header that follows both.
import AppWindow from 'lucide-solid/icons/app-window'
import LayoutDashboard from 'lucide-solid/icons/layout-dashboard'
import LogOut from 'lucide-solid/icons/log-out'
import ShieldCheck from 'lucide-solid/icons/shield-check'
import ShoppingCart from 'lucide-solid/icons/shopping-cart'
import UserRound from 'lucide-solid/icons/user-round'
import { useLocation, useNavigate } from '@solidjs/router'
import { createEffect, createMemo, createSignal, lazy, Match, Show, Switch, type ParentProps } from 'solid-js'
import { safeNext } from '#client/features/auth/next.ts'
import { SessionProvider, useSession } from '#client/features/auth/session.tsx'
import { CartProvider, useCart } from '#client/features/cart/cart.tsx'
import { toFailure } from '#client/lib/api.ts'
import { canAsk } from '#client/features/organization-request/request-view.ts'
import { toPillState } from '#client/features/connection/pill-state.ts'
import { ConnectionPill } from '#client/ui/connection-pill.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { words } from '#client/words/en.ts'
import { offerWords } from '#client/words/offer.ts'
import { organizationWords } from '#client/words/organization.ts'
import { portalWords } from '#client/words/portal.ts'
import type { Me } from '#server/features/auth/schema.ts'
import type { PublicSettings } from '#server/features/settings/schema.ts'
import { changePasswordPath, judgeAddress } from './door.ts'
import { keepPortalName, portalNameKept } from './portal-name.ts'
import { PortalShell, type PortalLink } from './shell.tsx'

const NotFoundPage = lazy(() => import('./pages/not-found-page.tsx'))

/** The frame of the portal. */
export function App(props: ParentProps) {
  return (
    <SessionProvider>
      <CartProvider>
        <Frame>{props.children}</Frame>
      </CartProvider>
    </SessionProvider>
  )
}

function Frame(props: ParentProps) {
  const session = useSession()
  const cart = useCart()
  const navigate = useNavigate()
  const verdict = createVerdict()
  const [logOutFailure, setLogOutFailure] = createSignal<string>()
  const person = createMemo(() => personOf(session.me()))
  createEffect(() => keepPortalName(session.settings()?.portalName))

  const logOut = async () => {
    setLogOutFailure(undefined)
    try {
      await session.logOut()
      navigate('/')
    } catch (error) {
      setLogOutFailure(toFailure(error).sentence)
    }
  }
  /** Only what this person can open. */
  const account = (me: Me) => {
    const profile = { label: words.shell.profile, icon: UserRound, href: '/profile' }
    const dashboard = { label: organizationWords.menu.mine, icon: LayoutDashboard, href: '/dashboard' }
    const apps = { label: organizationWords.menu.apps, icon: AppWindow, href: '/apps' }
    const isIn = !me.mustChangePassword && verdict() !== 'hidden'
    const pages = me.kind === 'user' ? [dashboard, apps, profile] : [profile]
    return [
      ...(isIn && me.kind === 'staff' ? [{ label: portalWords.admin, icon: ShieldCheck, href: '/admin' }] : []),
      ...(isIn && !isHiddenFrom(me, session.settings()) ? pages : []),
      { label: portalWords.logOut, icon: LogOut, separated: isIn, onSelect: () => void logOut() },
    ]
  }

  return (
    <PortalShell
      brand={{ name: session.settings()?.portalName ?? portalNameKept ?? words.product }}
      links={linksFor(session.me(), session.settings(), () => cart.value?.lines)}
      person={person()}
      account={session.me() ? account(session.me()!) : []}
      status={
        <ConnectionPill
          state={toPillState(session.connection.state)}
          words={words.connection}
          onRetry={() => session.connection.retryNow()}
        />
      }
      banner={
        <>
          <EndedNotice />
          <Show when={logOutFailure()}>
            <Notice tone="danger" dismissLabel={words.ui.dismiss} onDismiss={() => setLogOutFailure(undefined)}>
              {portalWords.logOutFailed} {logOutFailure()}
            </Notice>
          </Show>
        </>
      }
    >
      {/* While an address leads elsewhere nothing of its page is shown. */}
      <Switch>
        <Match when={verdict() === 'open'}>{props.children}</Match>
        <Match when={verdict() === 'hidden'}>
          <NotFoundPage />
        </Match>
      </Switch>
    </PortalShell>
  )
}

/** Follows where the address in front leads this person, live, and goes there. */
function createVerdict() {
  const session = useSession()
  const location = useLocation()
  const navigate = useNavigate()
  const verdict = createMemo(() => judgeAddress(location.pathname, session.me(), session.settings()?.portalVisibility))
  createEffect(() => {
    const page = { 'log-in': '/auth/login', 'change-password': changePasswordPath, open: undefined, hidden: undefined }[
      verdict()
    ]
    if (page === undefined) return
    const next = safeNext(`${location.pathname}${location.search}${location.hash}`) ?? safeNext(location.query.next)
    navigate(next === undefined ? page : `${page}?next=${encodeURIComponent(next)}`, { replace: true })
  })
  return verdict
}

const isHiddenFrom = (me: Me | null, settings: PublicSettings | undefined) =>
  settings?.portalVisibility === 'hidden' && me?.kind !== 'staff'

/** Says that the session ended elsewhere, until it is dismissed or somebody logs in. */
function EndedNotice() {
  const session = useSession()
  const [isDismissed, setDismissed] = createSignal(false)
  createEffect(() => {
    if (!session.hasEnded()) setDismissed(false)
  })
  return (
    <Show when={session.hasEnded() && !isDismissed()}>
      <Notice dismissLabel={words.ui.dismiss} onDismiss={() => setDismissed(true)}>
        {session.settings()?.signInEnabled === false ? portalWords.loggedOutSignInOff : portalWords.loggedOut}
      </Notice>
    </Show>
  )
}

function linksFor(
  me: Me | null | undefined,
  settings: PublicSettings | undefined,
  inCart: () => number | undefined,
): PortalLink[] {
  if (me === undefined || settings === undefined || me?.mustChangePassword || isHiddenFrom(me, settings)) return []
  const catalogues: PortalLink = { href: '/catalogues', label: offerWords.catalogues }
  if (me === null)
    return [...(settings.portalVisibility === 'private' ? [] : [catalogues]), ...linksOfVisitor(settings)]
  const create: PortalLink = { href: '/organization/new', label: organizationWords.create, end: true, look: 'button' }
  // The count is read where it is shown, so that the links stay while it changes.
  const cart: PortalLink = {
    href: '/cart',
    label: offerWords.cart,
    icon: ShoppingCart,
    end: true,
    get count() {
      return inCart()
    },
  }
  return [catalogues, ...(canAsk(me, settings) ? [create] : []), ...(me.kind === 'user' ? [cart] : [])]
}

/** *Register* is there while registration is on. */
function linksOfVisitor(settings: PublicSettings): PortalLink[] {
  const logIn: PortalLink = { href: '/auth/login', label: portalWords.logIn, end: true }
  const register: PortalLink = { href: '/auth/register', label: portalWords.register, end: true, look: 'primary' }
  return settings.registerEnabled ? [logIn, register] : [logIn]
}

function personOf(me: Me | null | undefined) {
  return me ? { id: me.id, name: `${me.firstName} ${me.lastName}`, email: me.email } : undefined
}
