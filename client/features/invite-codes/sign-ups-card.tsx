import { lazy, Show, Suspense } from 'solid-js'
import { Card } from '#client/ui/card.tsx'
import { Skeleton, SkeletonBlock } from '#client/ui/skeleton.tsx'
import { Table } from '#client/ui/table.tsx'
import { inviteCodeWords } from '#client/words/invite-codes.ts'
import { formatDay, type SignUps } from './sign-ups.ts'

const words = inviteCodeWords.signUps
const SignUpsPlot = lazy(() => import('./sign-ups-plot.tsx'))

/** Sign-ups over time: a plot to see, and a table of the same numbers to read. */
export function SignUpsCard(props: { signUps: SignUps }) {
  const total = () => props.signUps.reduce((sum, { count }) => sum + count, 0)
  const most = () => props.signUps.reduce((best, one) => (one.count > best.count ? one : best))
  return (
    <Card title={words.title} look="panel">
      <Show when={props.signUps.length > 0} fallback={<p class="muted">{words.none}</p>}>
        <div role="img" aria-label={words.plot(total(), props.signUps.length, formatDay(most().day))}>
          <Suspense
            fallback={
              <Skeleton label={words.loading}>
                <SkeletonBlock height="10rem" />
              </Skeleton>
            }
          >
            <SignUpsPlot signUps={props.signUps} />
          </Suspense>
        </div>
        <details class="sign-ups-numbers">
          <summary>{words.numbers}</summary>
          <Table
            label={words.table}
            rows={props.signUps}
            columns={[
              { key: 'day', title: words.day, cell: ({ day }) => formatDay(day) },
              {
                key: 'amount',
                title: words.amount,
                align: 'end',
                cell: ({ count }) => count.toLocaleString('en'),
              },
            ]}
          />
        </details>
      </Show>
    </Card>
  )
}
