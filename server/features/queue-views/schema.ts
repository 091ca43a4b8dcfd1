import { z } from 'zod'
import { queueSorts, reviewFilter } from '#server/features/reviews/schema.ts'
import { versionField } from '#server/features/users/schema.ts'

/** What a view counts, it counts so far; one more means that there are more. */
export const viewCountMax = 1_000
/** So many views of one's own. */
export const ownViewsMax = 50

/** What a view leads to: a filter and an order. */
export const viewedFilter = reviewFilter.extend({ sort: z.enum(queueSorts).optional() })
export type ViewedFilter = z.infer<typeof viewedFilter>

/** A named address of the queue: one's own, or shared with all portal admins. */
export interface QueueView {
  id: string
  name: string
  filter: ViewedFilter
  isShared: boolean
  owner: { id: string; name: string }
  version: number
  /** how many reviews it shows whoever asks */
  count: number
}

const nameField = z.string().trim().min(1, 'Enter a name.').max(60, 'At most 60 characters.')

export const viewNameInput = z.object({ name: nameField, isShared: z.boolean() })
export const addViewInput = viewNameInput.extend({ requestId: z.uuid(), filter: viewedFilter })
export const editViewInput = viewNameInput.extend({ id: z.uuid(), version: versionField })
export const removeViewInput = z.object({ id: z.uuid() })
export type AddViewInput = z.infer<typeof addViewInput>
export type EditViewInput = z.infer<typeof editViewInput>
