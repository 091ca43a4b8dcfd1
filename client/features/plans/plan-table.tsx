import { For, Show } from 'solid-js'
import { Card } from '#client/ui/card.tsx'
import { Fact, Facts } from '#client/ui/facts.tsx'
import { createMedia } from '#client/ui/media.ts'
import { Table, type Column } from '#client/ui/table.tsx'
import { offerWords } from '#client/words/offer.ts'
import { planWords } from '#client/words/plans.ts'
import type { PlanFacts } from '#server/features/plans/schema.ts'
import { planTerms } from './plan-terms.ts'
import './plan-table.css'

const { rate, quota, lifetime, access } = planWords.terms
const columns: Column<PlanFacts>[] = [
  {
    key: 'plan',
    title: offerWords.plans.plan,
    cell: (plan) => (
      <>
        {plan.name}
        <Show when={plan.description}>
          <p class="plan-description">{plan.description}</p>
        </Show>
      </>
    ),
  },
  ...[rate, quota, lifetime, access].map((title) => ({
    key: title,
    title,
    cell: (plan: PlanFacts) => planTerms(plan).find(({ label }) => label === title)?.value,
  })),
]

export interface PlanTableProps {
  /** Accessible name. */
  label: string
  plans: readonly PlanFacts[]
}

/** Plans side by side, in words and numbers: a table, and cards where there is no room for one. */
export function PlanTable(props: PlanTableProps) {
  const isNarrow = createMedia('(width < 48rem)')
  return (
    <Show when={props.plans.length > 0} fallback={<p class="muted">{offerWords.plans.none}</p>}>
      <Show when={isNarrow()} fallback={<Table label={props.label} columns={columns} rows={props.plans} />}>
        <ul class="plan-cards" aria-label={props.label}>
          <For each={props.plans}>
            {(plan) => (
              <li>
                <Card>
                  <div class="stack plan-card">
                    {/* No region of its own: the same plan may stand in another catalogue. */}
                    <h4>{plan.name}</h4>
                    <Show when={plan.description}>
                      <p class="plan-description">{plan.description}</p>
                    </Show>
                    <Facts>
                      <For each={planTerms(plan)}>{({ label, value }) => <Fact label={label}>{value}</Fact>}</For>
                    </Facts>
                  </div>
                </Card>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </Show>
  )
}
