import { z } from 'zod'
import { appFields } from '#server/features/apps/schema.ts'
import { versionField } from '#server/features/users/schema.ts'

export const requestProductsMax = 50

/** One section of the cart, sent off: one app, one plan, one set of credentials for all of its products. */
export const requestAccessInput = z.object({
  requestId: z.uuid(),
  catalogueId: z.uuid(),
  /** as the cart showed it: one that has changed since is shown again, never slipped through */
  plan: z.object({ id: z.uuid(), version: versionField }),
  productIds: z
    .array(z.uuid())
    .min(1, 'Choose at least one API product.')
    .max(requestProductsMax, 'At most 50 API products at once.'),
  app: z.union([z.object({ id: z.uuid() }), z.object(appFields)]),
  reason: z.string().trim().max(1000, 'At most 1,000 characters.'),
})
export type RequestAccessInput = z.infer<typeof requestAccessInput>

export interface RequestedAccess {
  appId: string
  appName: string
  /** the plan needs no approval: the key is there */
  isApproved: boolean
}

/** What an app has of the products that somebody is about to ask for. */
export const heldInput = z.object({ appId: z.uuid(), productIds: z.array(z.uuid()).max(requestProductsMax) })
export interface HeldProduct {
  productId: string
  as: 'requested' | 'granted'
}

export const withdrawAccessInput = z.object({ id: z.uuid() })
