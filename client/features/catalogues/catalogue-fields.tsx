// The fields of a catalogue. Adding and editing share them.
import { Show } from 'solid-js'
import { termsLine } from '#client/features/plans/plan-terms.ts'
import { idsIn, toIdText } from '#client/features/records/merge-fields.ts'
import { api } from '#client/lib/api.ts'
import { createForm } from '#client/lib/create-form.ts'
import type { Cursor } from '#client/realtime/live-list.ts'
import { SelectField } from '#client/ui/select-field.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { catalogueWords } from '#client/words/catalogues.ts'
import { catalogueVisibilities, type CatalogueVisibility } from '#server/features/catalogues/schema.ts'
import { AudienceField } from './audience-field.tsx'
import {
  catalogueForm,
  type CatalogueFields as Fields,
  type CatalogueFormOutput,
  type ListField,
} from './catalogue-draft.ts'
import { ChoiceList, type ChoicePage } from './choice-list.tsx'
import { stateHint, type Names } from './create-names.ts'
import './catalogues.css'

const words = catalogueWords.fields

export type CatalogueForm = ReturnType<typeof createCatalogueForm>

export const createCatalogueForm = (initial: Fields) =>
  createForm<Fields, CatalogueFormOutput>({
    initial,
    schema: catalogueForm,
    refusedFields: { CATALOGUE_NAME_TAKEN: 'name' },
  })

const inputOf = (search: string, after: Cursor | undefined) => ({ ...(search ? { search } : {}), after })

async function findProducts(search: string, after: Cursor | undefined): Promise<ChoicePage> {
  const { rows, next } = await api.admin.products.list.query(inputOf(search, after))
  return { rows: rows.map(({ id, name, state }) => ({ id, name, hint: stateHint(state) })), next }
}

async function findPlans(search: string, after: Cursor | undefined): Promise<ChoicePage> {
  const { rows, next } = await api.admin.plans.list.query(inputOf(search, after))
  return { rows: rows.map((plan) => ({ id: plan.id, name: plan.name, hint: termsLine(plan) })), next }
}

export function CatalogueFields(props: { form: CatalogueForm; names: Names }) {
  const form = () => props.form
  const ids = (field: ListField) => idsIn(form().values[field])
  const write = (field: ListField, all: string[]) => form().field(field).onChange(toIdText(all))
  const visibility = () => form().values.visibility as CatalogueVisibility
  return (
    <>
      <div class="form-pair">
        <TextField
          label={words.name}
          {...form().field('name')}
          autocomplete="off"
          spellcheck={false}
          hint={words.nameHint}
        />
        <SelectField
          label={words.visibility}
          {...form().field('visibility')}
          options={catalogueVisibilities.map((one) => ({ value: one, label: catalogueWords.visibilities[one].name }))}
          hint={catalogueWords.visibilities[visibility()].sentence}
        />
      </div>
      <Show when={visibility() === 'restricted'}>
        <AudienceField
          organizations={ids('organizations')}
          teams={ids('teams')}
          names={props.names}
          error={form().field('organizations').error || form().field('teams').error}
          onOrganizations={(all) => write('organizations', all)}
          onTeams={(all) => write('teams', all)}
        />
      </Show>
      <ChoiceList
        label={words.products}
        name="products"
        searchLabel={catalogueWords.products.search}
        error={form().field('products').error}
        chosen={ids('products')}
        names={props.names}
        find={findProducts}
        none={catalogueWords.products.none}
        onChange={(all) => write('products', all)}
      />
      <ChoiceList
        label={words.plans}
        name="plans"
        searchLabel={catalogueWords.plans.search}
        hint={catalogueWords.plans.hint}
        error={form().field('plans').error}
        chosen={ids('plans')}
        names={props.names}
        find={findPlans}
        none={catalogueWords.plans.none}
        onChange={(all) => write('plans', all)}
      />
    </>
  )
}
