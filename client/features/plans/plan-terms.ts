import { planWords } from '#client/words/plans.ts'
import type { PlanTerms } from '#server/features/plans/schema.ts'

/** What a plan grants, as lines of a table: the same words in both apps. */
export function planTerms(plan: Omit<PlanTerms, 'name'>): { label: string; value: string }[] {
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
export function termsLine(plan: Omit<PlanTerms, 'name'>): string {
  return planTerms(plan)
    .map(({ label, value }) => `${label}: ${value}`)
    .join(' · ')
}

/** What a plan limits, where nothing labels it: "50 requests a second · no quota · keys do not expire". */
export function limitsLine(plan: Omit<PlanTerms, 'name'>): string {
  const { terms } = planWords
  const { requestsPerSecond, quota, quotaPeriod, keyLifetimeDays } = plan
  return [
    requestsPerSecond === null ? terms.noRate : terms.perSecond(requestsPerSecond),
    quota === null || !quotaPeriod ? terms.noQuota : terms.perPeriod(quota, quotaPeriod),
    keyLifetimeDays === null ? terms.keysStay : terms.keysFor(terms.days(keyLifetimeDays)),
  ].join(' · ')
}
