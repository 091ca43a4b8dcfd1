import { useNavigate, useParams } from '@solidjs/router'
import Pencil from 'lucide-solid/icons/pencil'
import { createEffect, Match, on, Show, Switch } from 'solid-js'
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
import { idOf } from '#client/features/users/user-list.ts'
import type { Failure } from '#client/lib/api.ts'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { ErrorPanel } from '#client/ui/error-panel.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { Skeleton, SkeletonBlock } from '#client/ui/skeleton.tsx'
import { adminWords } from '#client/words/admin.ts'
import { words as shared } from '#client/words/en.ts'
import { inviteCodeWords } from '#client/words/invite-codes.ts'
import type { CodeDetail } from '#server/features/invite-codes/schema.ts'

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
          <NoCode failure={code.failure} onRetry={code.refetch} />
        </Match>
        <Match when={code.isLoading}>
          <Skeleton label={words.loading}>
            <div class="user-page">
              <SkeletonBlock height="24rem" />
              <SkeletonBlock height="18rem" />
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
    <div class="user-page">
      <div class="stack">
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
      <div class="stack">
        <Card title={words.share} look="panel">
          <ShareCode code={props.code} />
        </Card>
        <Card title={inviteCodeWords.effects.title} look="panel">
          <CodeEffects {...props.code} team={props.code.team} organizationName={props.code.organization.name} />
        </Card>
        <CodeFactsCard code={props.code} />
      </div>
    </div>
  )
}

function NoCode(props: { failure: Failure | undefined; onRetry: () => void }) {
  return (
    <Show
      when={props.failure?.code !== 'NOT_FOUND' && props.failure}
      fallback={
        <EmptyState
          kind="no-match"
          title={words.notFoundTitle}
          action={<LinkButton href="/admin/invite-codes">{adminWords.backToList}</LinkButton>}
        >
          {words.notFoundText}
        </EmptyState>
      }
    >
      {(failure) => (
        <ErrorPanel
          title={words.failedTitle}
          reference={failure().reference && shared.ui.reference(failure().reference!)}
          retryLabel={shared.ui.retry}
          onRetry={() => props.onRetry()}
        >
          {failure().sentence}
        </ErrorPanel>
      )}
    </Show>
  )
}
