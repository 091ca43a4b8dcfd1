import { useNavigate, useParams } from '@solidjs/router'
import Pencil from 'lucide-solid/icons/pencil'
import { createEffect, Match, on, Show, Switch } from 'solid-js'
import { NoRecord } from '#client/features/records/no-record.tsx'
import { useSession } from '#client/features/auth/session.tsx'
import { CodeActNotices, CodeDialogs } from '#client/features/invite-codes/code-dialogs.tsx'
import { CodeEffects } from '#client/features/invite-codes/code-effects.tsx'
import { CodeFactsCard } from '#client/features/invite-codes/code-facts.tsx'
import { CodeMenu } from '#client/features/invite-codes/code-menu.tsx'
import { CodeStatusBadge } from '#client/features/invite-codes/code-status-badge.tsx'
import { createCodeActs } from '#client/features/invite-codes/create-code-acts.ts'
import { createCodeDetail } from '#client/features/invite-codes/create-code-detail.ts'
import { RedemptionsCard } from '#client/features/invite-codes/redemptions-card.tsx'
import { useServerClock } from '#client/features/invite-codes/server-now.ts'
import { ShareCode } from '#client/features/invite-codes/share-code.tsx'
import { SignUpsCard } from '#client/features/invite-codes/sign-ups-card.tsx'
import { createPlaces } from '#client/features/users/create-places.ts'
import { HistoryCard } from '#client/features/users/record-lines.tsx'
import { idOf } from '#client/lib/id-of.ts'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { Skeleton, SkeletonBlock } from '#client/ui/skeleton.tsx'
import { adminWords } from '#client/words/admin.ts'
import { inviteCodeWords } from '#client/words/invite-codes.ts'
import type { CodeDetail } from '#server/features/invite-codes/schema.ts'
import '#client/features/organizations/places.css'

const words = inviteCodeWords.code

/** One invite code: what it does, who has used it, and all that is needed to share it. Live. */
export default function InviteCodePage() {
  const { connection, me } = useSession()
  const navigate = useNavigate()
  const params = useParams<{ id: string }>()
  const id = () => idOf(params.id)
  useServerClock()
  const { code, isDeleted } = createCodeDetail(connection, id)
  const places = createPlaces(connection)
  const acts = createCodeActs()
  createEffect(on(id, () => (acts.forget(), acts.closeAll()), { defer: true }))
  const mayAct = () => !isDeleted() && (me()?.staffRole === 'owner' || me()?.staffRole === 'approver')

  return (
    <Page width="wide">
      <PageHeader
        title={code.value?.name ?? words.kind}
        badges={<Show when={!isDeleted() && code.value}>{(known) => <CodeStatusBadge code={known()} />}</Show>}
        breadcrumbs={[{ label: inviteCodeWords.list.title, href: '/admin/invite-codes' }]}
        breadcrumbsLabel={words.breadcrumbs}
        actions={
          <Show when={mayAct() && code.value}>
            {(known) => (
              <>
                <Button icon={Pencil} onClick={() => acts.edit(known())}>
                  {inviteCodeWords.edit}
                </Button>
                <CodeMenu code={known()} acts={acts} />
              </>
            )}
          </Show>
        }
      />
      <Switch>
        <Match when={isDeleted() && code.value}>
          {(known) => (
            <EmptyState
              kind="no-match"
              title={words.deletedTitle(known().name)}
              action={<LinkButton href="/admin/invite-codes">{adminWords.backToList}</LinkButton>}
            >
              {words.deletedText}
            </EmptyState>
          )}
        </Match>
        <Match when={code.value}>
          {(known) => (
            <>
              <CodeActNotices acts={acts} />
              <Content code={known()} ownId={me()?.id} />
              <Show when={mayAct()}>
                <CodeDialogs
                  acts={acts}
                  places={places}
                  codeOf={(one) => (one === code.value?.id ? code.value : undefined)}
                  onDeleted={() => navigate('/admin/invite-codes')}
                />
              </Show>
            </>
          )}
        </Match>
        <Match when={id() === undefined || code.failure}>
          <NoRecord
            failure={code.failure}
            words={words}
            back={<LinkButton href="/admin/invite-codes">{adminWords.backToList}</LinkButton>}
            onRetry={code.refetch}
          />
        </Match>
        <Match when={code.isLoading}>
          <Skeleton label={words.loading}>
            <div class="place-page">
              <SkeletonBlock height="18rem" />
              <div class="place-main">
                <SkeletonBlock height="24rem" />
              </div>
            </div>
          </Skeleton>
        </Match>
      </Switch>
    </Page>
  )
}

function Content(props: { code: CodeDetail; ownId: string | undefined }) {
  const who = (actor: CodeDetail['history'][number]['actor']) => {
    if (!actor) return words.portal
    return actor.id === props.ownId ? adminWords.review.you : actor.name
  }
  return (
    <div class="place-page">
      <div class="stack">
        <Card title={words.share} look="panel">
          <ShareCode code={props.code} />
        </Card>
        <Card title={inviteCodeWords.effects.title} look="panel">
          <CodeEffects {...props.code} team={props.code.team} organizationName={props.code.organization.name} />
        </Card>
        <CodeFactsCard code={props.code} />
      </div>
      <div class="stack place-main">
        <RedemptionsCard codeId={props.code.id} />
        <SignUpsCard signUps={props.code.signUps} />
        <HistoryCard
          title={words.history}
          empty={words.noHistory}
          entries={props.code.history}
          who={who}
          acts={words.acts}
        />
      </div>
    </div>
  )
}
