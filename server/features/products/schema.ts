import { z } from 'zod'
import type { HistoryEntry } from '#server/audit/history.ts'
import type { AccessCounts } from '#server/features/apps/schema.ts'
import type { CatalogueVisibility } from '#server/features/catalogues/schema.ts'
import type { DocumentFacts } from '#server/features/documents/schema.ts'
import type { PlanFacts } from '#server/features/plans/schema.ts'
import { nameField, optionalNameField, versionField } from '#server/features/users/schema.ts'
import { isBaseUrl } from './rules.ts'

export const productStates = ['draft', 'published', 'deprecated'] as const
export type ProductState = (typeof productStates)[number]

export interface Picture {
  /** its address is `/pictures/<id>` */
  id: string
  /** what it shows, for whoever does not see it */
  text: string
}

/** One row of the admin's products list; also what its events carry. Instants are ISO strings. */
export interface ProductRow {
  id: string
  /** its page in the portal is `/products/<slug>` */
  slug: string
  name: string
  summary: string
  state: ProductState
  tags: string[]
  picture: Picture | null
  apis: number
  guides: number
  /** how many catalogues it is in; in none it is seen by nobody */
  catalogues: number
  updatedAt: string
  version: number
}

export interface ProductApi {
  id: string
  name: string
  baseUrl: string
  document: DocumentFacts | null
}

/** A product's page in the admin. */
export interface ProductDetail extends ProductRow {
  /** Markdown */
  description: string
  descriptionHtml: string
  apiList: ProductApi[]
  guideList: { id: string; title: string; body: string; html: string }[]
  catalogueList: { id: string; name: string; visibility: CatalogueVisibility }[]
  history: HistoryEntry[]
}

const after = z.object({ at: z.string().max(200), id: z.uuid() }).optional()
export const productInput = z.object({ id: z.uuid() })
export const productListInput = z.object({
  search: z.string().trim().max(200).optional(),
  state: z.enum(productStates).optional(),
  catalogueId: z.uuid().optional(),
  after,
})
export type ProductListInput = z.infer<typeof productListInput>
/** Pages of 50 by name; `next` is the cursor of the following page, null at the end. */
export interface ProductPage {
  rows: ProductRow[]
  next: { at: string; id: string } | null
}

export const baseUrlField = z
  .string()
  .trim()
  .max(500, { error: 'At most 500 characters.', abort: true })
  .refine(isBaseUrl, 'Enter an address like https://api.example.com/v1, without query or password.')

const fields = {
  name: nameField('Enter a name.'),
  summary: z.string().trim().max(200, 'At most 200 characters.'),
  description: z.string().max(50_000, 'At most 50,000 characters.'),
  picture: z
    .object({ id: z.uuid(), text: z.string().trim().min(1, 'Say what the picture shows.').max(200) })
    .nullable(),
  tags: z
    .array(optionalNameField.min(1).max(30, 'At most 30 characters.').toLowerCase())
    .max(10, 'At most 10 tags.')
    .transform((tags) => [...new Set(tags)]),
  apis: z
    .array(
      z.object({
        /** absent: a new one */
        id: z.uuid().optional(),
        name: nameField('Enter a name.'),
        baseUrl: baseUrlField,
        documentId: z.uuid().nullable(),
      }),
    )
    .max(20, 'At most 20 APIs.'),
}
export const addProductInput = z.object({ requestId: z.uuid(), ...fields })
export type AddProductInput = z.infer<typeof addProductInput>
export const editProductInput = z.object({ id: z.uuid(), version: versionField, ...fields })
export type EditProductInput = z.infer<typeof editProductInput>

export const setStateInput = z.object({ id: z.uuid(), version: versionField, state: z.enum(productStates) })
export type SetStateInput = z.infer<typeof setStateInput>

const markdownField = z.string().max(50_000, 'At most 50,000 characters.')
export const saveGuideInput = z.object({
  id: z.uuid(),
  version: versionField,
  /** absent: a new one, at the end */
  guideId: z.uuid().optional(),
  title: nameField('Enter a title.'),
  body: markdownField,
})
export type SaveGuideInput = z.infer<typeof saveGuideInput>
export const guideInput = z.object({ id: z.uuid(), version: versionField, guideId: z.uuid() })
/** All of a product's guides in their new order. */
export const orderGuidesInput = z.object({ id: z.uuid(), version: versionField, guideIds: z.array(z.uuid()).max(100) })
export const renderInput = z.object({ text: markdownField })

/** What goes with a product that is deleted: keys no longer open it, requests go on without it. */
export interface ProductDeletion extends AccessCounts {
  catalogues: number
  /** people who have it in their cart */
  carts: number
}

/** A card of the portal's list, and of the admin's preview of it. */
export interface ProductCard {
  id: string
  slug: string
  name: string
  summary: string
  tags: string[]
  picture: Picture | null
  isDeprecated: boolean
  /** those that the caller sees */
  catalogues: { id: string; name: string }[]
  /** those that the search found, at most three */
  operations: { apiId: string; position: number; method: string; path: string; summary: string }[]
}

export const cardListInput = z.object({
  search: z.string().trim().max(200).optional(),
  catalogueId: z.uuid().optional(),
  tag: z.string().trim().max(30).optional(),
  after,
})
export type CardListInput = z.infer<typeof cardListInput>
/** Pages of 24 by name; `next` is the cursor of the following page, null at the end. */
export interface CardPage {
  rows: ProductCard[]
  next: { at: string; id: string } | null
}

/** A product's page in the portal. */
export interface PortalProduct extends Omit<ProductCard, 'operations' | 'catalogues'> {
  state: ProductState
  descriptionHtml: string
  apis: ProductApi[]
  guides: { id: string; title: string; html: string }[]
  /** those that the caller sees, each with its plans; every plan applies to all of its products */
  catalogues: { id: string; name: string; plans: PlanFacts[] }[]
}
export const portalProductInput = z.object({ slug: z.string().max(100) })
export const operationListInput = z.object({ apiId: z.uuid() })
