// What an admin types over a plan: the fields as texts, and what they mean. Pure.
import { z } from 'zod'
import { isOn, numberText, toText } from '#client/features/records/form-texts.ts'
import { mergeFields, type Merged } from '#client/features/records/merge-fields.ts'
import { addPlanInput, quotaPeriods, type PlanTerms } from '#server/features/plans/schema.ts'

/** All of them texts, as forms hold them; a checkbox is `yes` or empty. */
export interface PlanFields {
  name: string
  description: string
  requestsPerSecond: string
  quota: string
  quotaPeriod: string
  keyLifetime: string
  needsApproval: string
}
export type PlanField = keyof PlanFields

export const noPlan: PlanFields = {
  name: '',
  description: '',
  requestsPerSecond: '',
  quota: '',
  quotaPeriod: 'month',
  keyLifetime: '',
  needsApproval: 'yes',
}

const numberOf = (value: number | null) => (value === null ? '' : String(value))

export const fieldsOf = (plan: PlanTerms): PlanFields => ({
  name: plan.name,
  description: plan.description,
  requestsPerSecond: numberOf(plan.requestsPerSecond),
  quota: numberOf(plan.quota),
  // Without a quota there is no period; the field then offers what most people choose.
  quotaPeriod: plan.quotaPeriod ?? noPlan.quotaPeriod,
  keyLifetime: numberOf(plan.keyLifetimeDays),
  needsApproval: toText(plan.needsApproval),
})

const { shape } = addPlanInput
const numbers = {
  requestsPerSecond: numberText.pipe(shape.requestsPerSecond),
  quota: numberText.pipe(shape.quota),
  keyLifetime: numberText.pipe(shape.keyLifetimeDays),
}

/** Reads the fields as the server will; a period without a quota means nothing. */
export const planForm = z
  .object({
    name: shape.name,
    description: shape.description,
    ...numbers,
    quotaPeriod: z.enum(quotaPeriods),
    needsApproval: z.string().transform(isOn),
  })
  .transform(({ keyLifetime, quotaPeriod, ...others }): PlanTerms => ({
    ...others,
    quotaPeriod: others.quota === null ? null : quotaPeriod,
    keyLifetimeDays: keyLifetime,
  }))

/** What the fields mean as far as they can be read, for what is said before they are saved. */
export function readDraft(fields: PlanFields): PlanTerms {
  const read = (field: keyof typeof numbers) => numbers[field].safeParse(fields[field]).data ?? null
  const quota = read('quota')
  return {
    name: fields.name,
    description: fields.description,
    requestsPerSecond: read('requestsPerSecond'),
    quota,
    quotaPeriod: quota === null ? null : (quotaPeriods.find((one) => one === fields.quotaPeriod) ?? null),
    keyLifetimeDays: read('keyLifetime'),
    needsApproval: isOn(fields.needsApproval),
  }
}

/** As fields meet everywhere; but a period hangs on its quota, and whoever keeps the one keeps the other. */
export function mergePlans(mine: PlanFields, base: PlanFields, theirs: PlanFields): Merged<PlanFields> {
  const { fields, contested } = mergeFields(mine, base, theirs)
  return {
    fields: mine.quota === base.quota ? fields : { ...fields, quotaPeriod: mine.quotaPeriod },
    contested,
  }
}
