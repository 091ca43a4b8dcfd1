import { Show } from 'solid-js'
import { limitsLine } from '#client/features/plans/plan-terms.ts'
import { SelectField } from '#client/ui/select-field.tsx'
import { accessWords as words } from '#client/words/access.ts'
import type { PlanFacts } from '#server/features/plans/schema.ts'
import type { DetailOf, RowOf } from '#server/features/reviews/schema.ts'
import type { Approval } from './create-approval.ts'

export interface AccessPlanProps {
  row: RowOf<'access'>
  detail: DetailOf<'access'> | undefined
  approval: Approval
}

const plansOf = ({ about }: DetailOf<'access'>) => (about.plan ? [about.plan, ...about.otherPlans] : [])

/** The plan that the row says; what is known around it follows a moment later, after an undo too. */
function saidPlan(detail: DetailOf<'access'>): PlanFacts | null {
  const said = detail.facts.approvedPlanName ?? detail.facts.planName
  return plansOf(detail).find(({ name }) => name === said) ?? detail.about.plan
}

/** The plan that an approval is under: the one asked for, unless another of its catalogue is chosen. */
export function planOf(detail: DetailOf<'access'>, planId: string | undefined): PlanFacts | null {
  return plansOf(detail).find(({ id }) => id === planId) ?? saidPlan(detail)
}

/** Which plan to approve a request with. Nothing to choose where its catalogue has no other. */
export function AccessPlan(props: AccessPlanProps) {
  const plans = () => (props.detail ? plansOf(props.detail) : [])
  const askedId = () => (props.detail ? saidPlan(props.detail)?.id : undefined)
  return (
    <Show when={plans().length > 1}>
      <SelectField
        class="approve-name"
        label={words.choosePlan}
        value={props.approval.planId() ?? askedId() ?? ''}
        onChange={(id) => props.approval.setPlan(id === askedId() ? undefined : id)}
        options={plans().map((plan) => ({ value: plan.id, label: `${plan.name}: ${limitsLine(plan)}` }))}
        hint={props.approval.planId() ? words.otherPlan(props.row.facts.planName) : undefined}
      />
    </Show>
  )
}
