import { z } from 'zod'
import type { HistoryEntry } from '#server/audit/history.ts'
import type { AccessCounts } from '#server/features/apps/schema.ts'
import type { PlanFacts } from '#server/features/plans/schema.ts'
import type { PortalVisibility } from '#server/features/settings/schema.ts'
import type { UserState } from '#server/features/users/rules.ts'
import { nameField, versionField } from '#server/features/users/schema.ts'

/** `public`: anyone. `private`: anyone signed in. `restricted`: the teams and organizations of its audience. */
export const catalogueVisibilities = ['public', 'private', 'restricted'] as const
export type CatalogueVisibility = (typeof catalogueVisibilities)[number]

/** One row of the catalogues list; also what its events carry. Instants are ISO strings. */
export interface CatalogueRow {
  id: string
  name: string
  visibility: CatalogueVisibility
  /** how many of each; an audience counts only while it is restricted, but is kept */
  products: number
  plans: number
  teams: number
  organizations: number
  createdAt: string
  version: number
}

export interface CatalogueDetail extends CatalogueRow {
  productList: { id: string; name: string; state: 'draft' | 'published' | 'deprecated' }[]
  planList: PlanFacts[]
  teamList: { id: string; name: string; organizationId: string; organizationName: string }[]
  organizationList: { id: string; name: string }[]
  history: HistoryEntry[]
}

export const catalogueInput = z.object({ id: z.uuid() })
export const catalogueListInput = z.object({
  search: z.string().trim().max(200).optional(),
  visibility: z.enum(catalogueVisibilities).optional(),
  after: z.object({ at: z.string().max(200), id: z.uuid() }).optional(),
})
export type CatalogueListInput = z.infer<typeof catalogueListInput>
/** Pages of 50 by name; `next` is the cursor of the following page, null at the end. */
export interface CataloguePage {
  rows: CatalogueRow[]
  next: { at: string; id: string } | null
}

const fields = {
  name: nameField('Enter a name.'),
  visibility: z.enum(catalogueVisibilities),
  teamIds: z.array(z.uuid()).max(500, 'At most 500 teams.'),
  organizationIds: z.array(z.uuid()).max(500, 'At most 500 organizations.'),
  productIds: z.array(z.uuid()).max(2000, 'At most 2,000 products.'),
  planIds: z.array(z.uuid()).max(50, 'At most 50 plans.'),
}
export const addCatalogueInput = z.object({ requestId: z.uuid(), ...fields })
export type AddCatalogueInput = z.infer<typeof addCatalogueInput>
export const editCatalogueInput = z.object({ id: z.uuid(), version: versionField, ...fields })
export type EditCatalogueInput = z.infer<typeof editCatalogueInput>

/** What goes with a catalogue that is deleted; keys of it go on, and requests of it wait on. */
export interface CatalogueDeletion extends AccessCounts {
  /** products that are in no other catalogue, and are seen by nobody then */
  orphans: number
  /** people who have put something of it into their cart */
  carts: number
}

/** A catalogue as the portal's filter offers it: those that the caller sees and that have something to see. */
export interface PortalCatalogue {
  id: string
  name: string
  products: number
}

/** Whose eyes to look through: somebody of an organization who is in its default team, and in one more if named. */
export const previewInput = z.object({
  organizationId: z.uuid(),
  teamId: z.uuid().optional(),
  search: z.string().trim().max(200).optional(),
  after: z.object({ at: z.string().max(200), id: z.uuid() }).optional(),
})

/** Without an account: any visitor. */
export const explainInput = z.object({ accountId: z.uuid().optional(), productId: z.uuid() })

/** Why somebody can, or cannot, see a product: every rule in the order in which they are asked. */
export interface Explanation {
  /** null: a visitor */
  person: {
    id: string
    name: string
    email: string
    isStaff: boolean
    organization: { id: string; name: string } | null
    teams: { id: string; name: string }[]
  } | null
  product: { id: string; slug: string; name: string; state: 'draft' | 'published' | 'deprecated' }
  isVisible: boolean
  portal: { visibility: PortalVisibility; holds: boolean }
  /** why not, if not: then they see what visitors see */
  signsIn: { holds: boolean; because: 'visitor' | 'sign-in-off' | Exclude<UserState, 'active'> | null }
  published: { holds: boolean }
  catalogues: {
    id: string
    name: string
    visibility: CatalogueVisibility
    holds: boolean
    /** what of its audience they are in */
    through: { kind: 'team' | 'organization'; name: string }[]
    /** how many teams and organizations are named; zero shows to nobody */
    named: number
  }[]
}
