import { z } from 'zod'
import type { PlanFacts } from '#server/features/plans/schema.ts'
import type { Picture } from '#server/features/products/schema.ts'

/** What a user has put together of one catalogue: one request later, with one plan. */
export interface CartGroup {
  /** the catalogue's id */
  id: string
  name: string
  /** false: the catalogue is not theirs to see any more, and has no plans for them */
  isSeen: boolean
  /**
   * Of the request that this section becomes: the same in every tab, so that two of them make one; another one as soon as a line
   * comes or goes.
   */
  requestId: string
  plans: PlanFacts[]
  products: {
    id: string
    slug: string
    name: string
    summary: string
    picture: Picture | null
    /** false: withdrawn, deprecated, or out of this catalogue since it was added */
    isAvailable: boolean
  }[]
}

/** Sorted by name. */
export interface Cart {
  groups: CartGroup[]
  lines: number
}

export const cartLinesMax = 100
export const cartLineInput = z.object({ catalogueId: z.uuid(), productId: z.uuid() })
export type CartLineInput = z.infer<typeof cartLineInput>
