import { EmptyState } from '#client/ui/empty-state.tsx'
import { Button } from '#client/ui/button.tsx'
import { ErrorPanel } from '#client/ui/error-panel.tsx'
import { Page, PageSection } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { SampleAdmin } from './sample.tsx'

/** Loading, the four empties, the error. */
export function StatesView() {
  return (
    <SampleAdmin state={{ kind: 'offline', since: Date.now() - 240_000 }}>
      <Page width="wide">
        <PageHeader title="States" subtitle="What a page shows when it has nothing to show" />
        <div class="form-pair">
          <EmptyState kind="all-clear" title="All clear" action={<Button>See today’s decisions</Button>}>
            Nothing is waiting. 14 were decided today.
          </EmptyState>
          <EmptyState kind="first-use" title="No users yet" action={<Button variant="primary">Add new user</Button>}>
            People who register, or whom you add, stand here.
          </EmptyState>
          <EmptyState kind="no-match" title="Nothing matches" action={<Button>Clear filters</Button>}>
            No pending review has “nordpay” in it.
          </EmptyState>
          <EmptyState kind="no-access" title="For owners only">
            Settings can be changed by an owner: Lena Moser, Ana Ortiz.
          </EmptyState>
          <ErrorPanel
            title="The queue could not be loaded"
            reference="Reference 7f3a09c2"
            retryLabel="Retry"
            onRetry={() => undefined}
          >
            The server did not answer in time. What you decided is kept.
          </ErrorPanel>
          <PageSection title="Loading">
            <Skeleton label="Loading users" rows={4} />
          </PageSection>
        </div>
      </Page>
    </SampleAdmin>
  )
}
