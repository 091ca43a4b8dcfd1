// The plan of a request: which one, what it grants, and what has changed at it since it was read.
import { For, Show } from 'solid-js'
import { planTerms } from '#client/features/plans/plan-terms.ts'
import { Button } from '#client/ui/button.tsx'
import { Fact, Facts } from '#client/ui/facts.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { cartRequestWords as words } from '#client/words/cart-request.ts'
import { planWords } from '#client/words/plans.ts'
import type { CartGroup } from '#server/features/cart/schema.ts'
import type { AccessRequest } from './create-access-request.ts'

export function PlanChoice(props: { group: CartGroup; request: AccessRequest }) {
  const form = () => props.request.form
  const plans = () => props.group.plans
  const isOpen = () => plans().length > 1 || form().values.plan === ''
  return (
    <div class="stack cart-plan">
      <Show when={props.request.lostPlan()}>{(plan) => <Notice tone="warning">{words.planGone(plan())}</Notice>}</Show>
      <SelectField
        label={words.plan}
        {...form().field('plan')}
        onChange={(id) => props.request.choosePlan(id)}
        placeholder={isOpen() ? words.choosePlan : undefined}
        options={plans().map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Show
        when={props.request.changes().length > 0}
        fallback={<Show when={props.request.seen()}>{(plan) => <Terms plan={plan()} />}</Show>}
      >
        <Notice
          tone="warning"
          title={words.planChangedTitle(props.request.seen()!.name)}
          action={
            <Button size="small" busy={form().busy()} onClick={() => props.request.useChangedPlan()}>
              {words.usePlan}
            </Button>
          }
        >
          <ul>
            <For each={props.request.changes()}>{(line) => <li>{line}</li>}</For>
          </ul>
        </Notice>
      </Show>
    </div>
  )
}

/** What the chosen plan grants, as it will be sent along. */
function Terms(props: { plan: CartGroup['plans'][number] }) {
  // Whether somebody decides is a sentence of its own.
  const limits = () => planTerms(props.plan).filter(({ label }) => label !== planWords.terms.access)
  return (
    <div class="cart-terms" role="group" aria-label={words.terms(props.plan.name)}>
      <Show when={props.plan.description}>
        <p class="muted">{props.plan.description}</p>
      </Show>
      <Facts>
        <For each={limits()}>{({ label, value }) => <Fact label={label}>{value}</Fact>}</For>
      </Facts>
      <p>{props.plan.needsApproval ? words.needsApproval : words.atOnce}</p>
    </div>
  )
}
