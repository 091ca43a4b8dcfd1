import { Match, Switch } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { AdminsCard } from '#client/features/overview/admins-card.tsx'
import { createOverview } from '#client/features/overview/create-overview.ts'
import { Figures } from '#client/features/overview/figures.tsx'
import { FlowCard } from '#client/features/overview/flow-card.tsx'
import { PaceCard } from '#client/features/overview/pace-card.tsx'
import { PeriodsCard } from '#client/features/overview/periods-card.tsx'
import { WaitingCard } from '#client/features/overview/waiting-card.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { ErrorPanel } from '#client/ui/error-panel.tsx'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { Skeleton, SkeletonBlock } from '#client/ui/skeleton.tsx'
import { words as shared } from '#client/words/en.ts'
import { overviewWords as words } from '#client/words/overview.ts'
import type { Overview } from '#server/features/overview/schema.ts'

/** How the queue is doing: what waits, how it came and went, how long it took and who decided. Live. */
export default function OverviewPage() {
  const { connection } = useSession()
  const overview = createOverview(connection)
  return (
    <Page width="wide">
      <PageHeader title={words.title} subtitle={words.subtitle} />
      <Switch>
        <Match when={overview.value && isQuiet(overview.value)}>
          <EmptyState kind="all-clear" title={words.quietTitle}>
            {words.quietText}
          </EmptyState>
        </Match>
        <Match when={overview.value}>{(value) => <Content overview={value()} />}</Match>
        <Match when={overview.failure}>
          {(failure) => (
            <ErrorPanel
              title={words.failedTitle}
              reference={failure().reference && shared.ui.reference(failure().reference!)}
              retryLabel={shared.ui.retry}
              onRetry={() => overview.refetch()}
              busy={overview.isLoading}
            >
              {failure().sentence}
            </ErrorPanel>
          )}
        </Match>
        <Match when={overview.isLoading}>
          <Skeleton label={words.loading}>
            <div class="stack">
              <SkeletonBlock height="6rem" />
              <SkeletonBlock height="13rem" />
              <SkeletonBlock height="18rem" />
            </div>
          </Skeleton>
        </Match>
      </Switch>
    </Page>
  )
}

/** Nobody has come yet, or not for a long time. */
const isQuiet = ({ waiting, asked, days }: Overview) =>
  asked === 0 && waiting.every(({ count }) => count === 0) && days.every((day) => day.arrived + day.decided === 0)

function Content(props: { overview: Overview }) {
  return (
    <>
      <Figures overview={props.overview} />
      <WaitingCard overview={props.overview} />
      <div class="overview-columns">
        <FlowCard days={props.overview.days} />
        <PaceCard overview={props.overview} />
      </div>
      <div class="overview-columns">
        <AdminsCard admins={props.overview.admins} />
        <PeriodsCard overview={props.overview} />
      </div>
    </>
  )
}
