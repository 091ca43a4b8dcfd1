// What an admin types over a catalogue: the fields as texts, and what they mean. Pure.
import { z } from 'zod'
import { changedIds, idsIn, mergeFields, toIdText } from '#client/features/records/merge-fields.ts'
import { catalogueWords } from '#client/words/catalogues.ts'
import { recordWords } from '#client/words/records.ts'
import { addCatalogueInput, type CatalogueDetail } from '#server/features/catalogues/schema.ts'

/** All of them texts, as forms hold them; lists are ids in one text. */
export interface CatalogueFields {
  name: string
  visibility: string
  organizations: string
  teams: string
  products: string
  plans: string
}

const listFields = ['organizations', 'teams', 'products', 'plans'] as const
export type ListField = (typeof listFields)[number]

export const noCatalogue: CatalogueFields = {
  name: '',
  visibility: 'private',
  organizations: '',
  teams: '',
  products: '',
  plans: '',
}

const idTextOf = (rows: readonly { id: string }[]) => toIdText(rows.map(({ id }) => id))

export const fieldsOf = (catalogue: CatalogueDetail): CatalogueFields => ({
  name: catalogue.name,
  visibility: catalogue.visibility,
  organizations: idTextOf(catalogue.organizationList),
  teams: idTextOf(catalogue.teamList),
  products: idTextOf(catalogue.productList),
  plans: idTextOf(catalogue.planList),
})

const { shape } = addCatalogueInput
const ids = z.string().transform(idsIn)

/** Reads the fields as the server will. */
export const catalogueForm = z
  .object({
    name: shape.name,
    visibility: shape.visibility,
    organizations: ids.pipe(shape.organizationIds),
    teams: ids.pipe(shape.teamIds),
    products: ids.pipe(shape.productIds),
    plans: ids.pipe(shape.planIds),
  })
  .transform(({ name, visibility, organizations, teams, products, plans }) => ({
    name,
    visibility,
    organizationIds: organizations,
    teamIds: teams,
    productIds: products,
    planIds: plans,
  }))
export type CatalogueFormOutput = z.infer<typeof catalogueForm>

/** Of names and visibility mine is kept; of the lists nobody loses anything. */
export const mergeCatalogues = (mine: CatalogueFields, base: CatalogueFields, theirs: CatalogueFields) =>
  mergeFields(mine, base, theirs, listFields)

const namedMax = 8

/** Says what somebody else has set meanwhile: fields that I typed something else into, and what they put in or took out. */
export function theirsOf(
  { before, now, contested }: { before: CatalogueDetail; now: CatalogueDetail; contested: readonly string[] },
  nameOf: (id: string) => string,
): string[] {
  const { fields, visibilities } = catalogueWords
  const lines: string[] = []
  if (contested.includes('name')) lines.push(recordWords.theirs(fields.name, now.name))
  if (contested.includes('visibility'))
    lines.push(recordWords.theirs(fields.visibility, visibilities[now.visibility].name))
  const some = (all: readonly string[]) => {
    const names = all.slice(0, namedMax).map(nameOf).join(', ')
    return all.length > namedMax ? recordWords.andMore(names, all.length - namedMax) : names
  }
  for (const field of listFields) {
    const { added, removed } = changedIds(fieldsOf(before)[field], fieldsOf(now)[field])
    const changes = [
      ...(added.length > 0 ? [recordWords.added(some(added))] : []),
      ...(removed.length > 0 ? [recordWords.removed(some(removed))] : []),
    ]
    if (changes.length > 0) lines.push(recordWords.theirs(fields[field], changes.join('; ')))
  }
  return lines
}
