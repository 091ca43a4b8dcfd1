import { createMemo, Show } from 'solid-js'
import { formatDay } from '#client/features/plots/days.ts'
import { PlotCard } from '#client/features/plots/plot-card.tsx'
import { Card } from '#client/ui/card.tsx'
import { Table } from '#client/ui/table.tsx'
import { inviteCodeWords } from '#client/words/invite-codes.ts'
import { fillDays, type SignUps } from './sign-ups.ts'

const words = inviteCodeWords.signUps

/** Sign-ups over time. */
export function SignUpsCard(props: { signUps: SignUps }) {
  const total = () => props.signUps.reduce((sum, { count }) => sum + count, 0)
  const most = () => props.signUps.reduce((best, one) => (one.count > best.count ? one : best))
  const filled = createMemo(() => fillDays(props.signUps, Date.now()))
  return (
    <Show
      when={props.signUps.length > 0}
      fallback={
        <Card title={words.title} look="panel">
          <p class="muted">{words.none}</p>
        </Card>
      }
    >
      <PlotCard
        title={words.title}
        summary={words.plot(total(), props.signUps.length, formatDay(most().day))}
        days={filled().days}
        series={[{ label: words.amount, colour: '--accent', values: filled().counts }]}
        table={
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
        }
      />
    </Show>
  )
}
