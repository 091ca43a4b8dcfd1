// The filter of the catalogues list as it stands in the address, and whom a catalogue is shown to in words. Pure.
import { catalogueWords } from '#client/words/catalogues.ts'
import {
  catalogueVisibilities,
  type CatalogueRow,
  type CatalogueVisibility,
} from '#server/features/catalogues/schema.ts'
import { hasInName } from '#client/features/organizations/place-list.ts'

export interface CatalogueFilter {
  search: string | undefined
  visibility: CatalogueVisibility | undefined
}

export interface CatalogueSearch {
  q?: string | undefined
  visibility?: string | undefined
}

/** Reads the address; what does not make sense there is left out. */
export function readCatalogueFilter({ q, visibility }: CatalogueSearch): CatalogueFilter {
  return {
    search: q?.trim().slice(0, 200) || undefined,
    visibility: catalogueVisibilities.find((one) => one === visibility),
  }
}

export const isFiltered = ({ search, visibility }: CatalogueFilter): boolean =>
  search !== undefined || visibility !== undefined

/** Whether the list has it, as the server decides. */
export const belongs = (row: Pick<CatalogueRow, 'name' | 'visibility'>, filter: CatalogueFilter): boolean =>
  hasInName(row.name, filter.search) && (filter.visibility === undefined || row.visibility === filter.visibility)

/** Restricted, and to nobody. */
export const isForNobody = ({ visibility, teams, organizations }: CatalogueRow): boolean =>
  visibility === 'restricted' && teams + organizations === 0

/** "Anyone", "2 organizations, 1 team", "Nobody". */
export function audienceOf(row: CatalogueRow): string {
  const words = catalogueWords.audience
  if (row.visibility !== 'restricted') return catalogueWords.visibilities[row.visibility].audience
  if (isForNobody(row)) return words.nobody
  return [
    ...(row.organizations > 0 ? [words.organizations(row.organizations)] : []),
    ...(row.teams > 0 ? [words.teams(row.teams)] : []),
  ].join(', ')
}
