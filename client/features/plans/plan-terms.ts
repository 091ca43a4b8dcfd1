import { planWords } from '#client/words/plans.ts'
import type { PlanFacts } from '#server/features/plans/schema.ts'

/** What a plan grants, as lines of a table: the same words in both apps. */
export function planTerms(plan: Omit<PlanFacts, 'id' | 'name'>): { label: string; value: string }[] {
  const { terms } = planWords
  const { requestsPerSecond, quota, quotaPeriod, keyLifetimeDays, needsApproval } = plan
  return [
    {
      label: terms.rate,
      value: requestsPerSecond === null ? terms.unlimited : terms.perSecond(requestsPerSecond),
    },
    {
      label: terms.quota,
      value: quota === null || !quotaPeriod ? terms.unlimited : terms.perPeriod(quota, quotaPeriod),
    },
    { label: terms.lifetime, value: keyLifetimeDays === null ? terms.noExpiry : terms.days(keyLifetimeDays) },
    { label: terms.access, value: needsApproval ? terms.approval : terms.atOnce },
  ]
}

/** The same in one line: "Rate limit: Unlimited · Quota: …". */
export function termsLine(plan: Omit<PlanFacts, 'id' | 'name'>): string {
  return planTerms(plan)
    .map(({ label, value }) => `${label}: ${value}`)
    .join(' · ')
}
