// What a developer types to ask for a section of the cart: the fields as texts, and what they mean. Pure.
import { z } from 'zod'
import { appTexts, noApp, type AppTexts } from '#client/features/apps/app-draft.ts'
import { planTerms } from '#client/features/plans/plan-terms.ts'
import { cartRequestWords as words } from '#client/words/cart-request.ts'
import { requestAccessInput, type RequestAccessInput } from '#server/features/access/schema.ts'
import type { PlanFacts } from '#server/features/plans/schema.ts'

/** All of them texts, as forms hold them; what is left out is a list of ids. */
export interface RequestTexts extends AppTexts {
  /** a plan's id, and its version as it was shown */
  plan: string
  planVersion: string
  /** an app's id, or `newApp` */
  app: string
  leftOut: string
  reason: string
}

export const newApp = 'new'

/** In the order of the page, which is the order of the complaints. */
export const noRequest: RequestTexts = { plan: '', planVersion: '', app: '', leftOut: '', ...noApp, reason: '' }

export type RequestDraft = Pick<RequestAccessInput, 'app' | 'reason'>

const shape = {
  plan: z.string().min(1, words.planError),
  app: z.string().min(1, words.appError),
  reason: requestAccessInput.shape.reason,
}
const withApp = z.object(shape).transform(({ app, reason }): RequestDraft => ({ app: { id: app }, reason }))
const withNewApp = z
  .object({ ...shape, ...appTexts })
  .transform(({ plan: _, app: __, reason, ...app }): RequestDraft => ({ app, reason }))

/** Reads the fields as the server will: of an app that exists nothing is typed. */
export const requestForm = (app: string) => (app === newApp ? withNewApp : withApp)

/** What is another at a plan than it was when it was read, line by line; empty when only its version is. */
export function planChanges(seen: PlanFacts, now: PlanFacts): string[] {
  const linesOf = (plan: PlanFacts) => [
    { label: words.planName, value: plan.name },
    ...planTerms(plan),
    { label: words.planDescription, value: plan.description || words.empty },
  ]
  const before = linesOf(seen)
  return linesOf(now).flatMap(({ label, value }, at) =>
    value === before[at]!.value ? [] : words.planChanged(label, before[at]!.value, value),
  )
}
