import UserRoundX from 'lucide-solid/icons/user-round-x'
import { createSignal, createUniqueId, Show, type JSX } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { ChangePasswordForm } from '#client/features/passwords/change-password-form.tsx'
import { DeleteProfile } from '#client/features/profile/delete-profile.tsx'
import { NamesForm } from '#client/features/profile/names-form.tsx'
import { OwnSessions } from '#client/features/profile/own-sessions.tsx'
import { api } from '#client/lib/api.ts'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { expectHeading } from '#client/ui/route-focus.ts'
import { Skeleton, SkeletonBlock } from '#client/ui/skeleton.tsx'
import { accountWords } from '#client/words/account.ts'
import { portalWords } from '#client/words/portal.ts'
import type { Me } from '#server/features/auth/schema.ts'
import { DashboardFrame } from '../dashboard-frame.tsx'
import { SignedIn } from '../signed-in.tsx'
import { Entrance, Outcome } from './entrance.tsx'
import './profile-page.css'

const w = accountWords.profile

/** What one may change about oneself: names, password, sessions; developers may also leave for good. */
export default function ProfilePage() {
  const session = useSession()
  const [leaving, setLeaving] = createSignal<'no' | 'asked' | 'gone'>('no')
  const remove = async (password: string) => {
    setLeaving('asked')
    try {
      await session.leave(() => api.portal.profile.remove.mutate({ password }))
    } catch (error) {
      setLeaving('no')
      throw error
    }
    expectHeading()
    setLeaving('gone')
  }
  return (
    <Show when={leaving() !== 'gone'} fallback={<Gone />}>
      <SignedIn skeleton={<ProfileSkeleton />} isLeaving={leaving() === 'asked'}>
        {(me) => (
          <DashboardFrame me={me()}>
            <Profile me={me()} remove={remove} />
          </DashboardFrame>
        )}
      </SignedIn>
    </Show>
  )
}

function Profile(props: { me: Me; remove: (password: string) => Promise<void> }) {
  const session = useSession()
  return (
    <Page>
      <PageHeader title={w.title} subtitle={w.subtitle(props.me.email)} />
      <div class="profile">
        <Section title={w.names} text={w.namesText}>
          <NamesForm me={props.me} onDone={() => session.refresh()} />
        </Section>
        <Section title={w.password} text={w.passwordText}>
          <ChangePasswordForm me={props.me} />
        </Section>
        <Section title={w.sessions} text={w.sessionsText}>
          <OwnSessions />
        </Section>
        {/* Portal admins are removed by an owner, who sees to it that one stays. */}
        <Show when={props.me.kind === 'user'}>
          <Section title={w.remove} text={w.removeText}>
            <DeleteProfile email={props.me.email} remove={props.remove} />
          </Section>
        </Show>
      </div>
    </Page>
  )
}

/** What a section is about on the left, what can be done on the right. */
function Section(props: { title: string; text: string; children: JSX.Element }) {
  const id = createUniqueId()
  return (
    <section class="profile-section" aria-labelledby={id}>
      <div class="profile-about">
        <h2 id={id}>{props.title}</h2>
        <p>{props.text}</p>
      </div>
      <div class="profile-body">{props.children}</div>
    </section>
  )
}

function Gone() {
  return (
    <Entrance>
      <Outcome
        icon={UserRoundX}
        tone="neutral"
        title={w.removedTitle}
        text={w.removed}
        action={<LinkButton href="/">{portalWords.goToStart}</LinkButton>}
      />
    </Entrance>
  )
}

function ProfileSkeleton() {
  return (
    <Skeleton label={portalWords.loading}>
      <div class="profile-skeleton">
        <SkeletonBlock width="16rem" height="2rem" />
        <SkeletonBlock width="12rem" height="1rem" />
        <SkeletonBlock height="9rem" />
        <SkeletonBlock height="16rem" />
      </div>
    </Skeleton>
  )
}
