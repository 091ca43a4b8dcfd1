// The fields of a plan, and how developers will read them. Adding and editing share them.
import { For } from 'solid-js'
import { isOn, toText } from '#client/features/records/form-texts.ts'
import { createForm } from '#client/lib/create-form.ts'
import { Card } from '#client/ui/card.tsx'
import { Checkbox } from '#client/ui/checkbox.tsx'
import { Fact, Facts } from '#client/ui/facts.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { TextArea } from '#client/ui/text-area.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { words as shared } from '#client/words/en.ts'
import { planWords } from '#client/words/plans.ts'
import { quotaPeriods, type PlanTerms } from '#server/features/plans/schema.ts'
import { planForm, readDraft, type PlanFields as Fields } from './plan-draft.ts'
import { planTerms } from './plan-terms.ts'

const words = planWords.fields

export type PlanForm = ReturnType<typeof createPlanForm>

export const createPlanForm = (initial: Fields) =>
  createForm<Fields, PlanTerms>({ initial, schema: planForm, refusedFields: { PLAN_NAME_TAKEN: 'name' } })

export function PlanFields(props: { form: PlanForm }) {
  const form = () => props.form
  const needsApproval = () => isOn(form().values.needsApproval)
  const number = { optional: shared.ui.optional, inputmode: 'numeric', autocomplete: 'off' } as const
  return (
    <>
      <TextField
        label={words.name}
        {...form().field('name')}
        autocomplete="off"
        spellcheck={false}
        hint={words.nameHint}
      />
      <TextArea
        label={words.description}
        {...form().field('description')}
        optional={shared.ui.optional}
        rows={2}
        hint={words.descriptionHint}
      />
      <div class="form-pair">
        <TextField label={words.rate} {...form().field('requestsPerSecond')} {...number} hint={words.unlimitedHint} />
        <TextField label={words.lifetime} {...form().field('keyLifetime')} {...number} hint={words.lifetimeHint} />
      </div>
      <div class="form-pair">
        <TextField label={words.quota} {...form().field('quota')} {...number} hint={words.unlimitedHint} />
        <SelectField
          label={words.period}
          {...form().field('quotaPeriod')}
          options={quotaPeriods.map((one) => ({ value: one, label: words.periods[one] }))}
          hint={words.periodHint}
        />
      </div>
      <Checkbox
        label={words.approval}
        name="needsApproval"
        checked={needsApproval()}
        onChange={(on) => form().field('needsApproval').onChange(toText(on))}
        hint={needsApproval() ? words.approvalHint : words.approvalOffHint}
      />
      <Card title={words.reads} tone="subtle" level={3}>
        <PlanTermsList plan={readDraft(form().values)} />
      </Card>
    </>
  )
}

/** What a plan grants, line by line. */
export function PlanTermsList(props: { plan: Omit<PlanTerms, 'name'> }) {
  return (
    <Facts>
      <For each={planTerms(props.plan)}>{({ label, value }) => <Fact label={label}>{value}</Fact>}</For>
    </Facts>
  )
}
