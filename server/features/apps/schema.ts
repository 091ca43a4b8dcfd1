import { z } from 'zod'
import type { HistoryEntry } from '#server/audit/history.ts'
import type { CredentialRow } from '#server/features/credentials/schema.ts'
import type { PlanFacts } from '#server/features/plans/schema.ts'
import { nameField, versionField } from '#server/features/users/schema.ts'

/** `personal`: its owner. `team`: one team. `organization`: everybody in it, never in the default one. */
export const appVisibilities = ['personal', 'team', 'organization'] as const
export type AppVisibility = (typeof appVisibilities)[number]

/** One row of the lists of apps; also what its events carry. Instants are ISO strings. */
export interface AppRow {
  id: string
  name: string
  description: string
  visibility: AppVisibility
  team: { id: string; name: string } | null
  organization: { id: string; name: string; isDefault: boolean }
  /** null: who made it is out of its organization */
  owner: { id: string; name: string } | null
  /** live ones */
  credentials: number
  /** requests that wait for a decision, or whose approval can still be undone */
  pending: number
  /** when the first of its keys expires */
  nextExpiry: string | null
  createdAt: string
  version: number
}

/** A request for access that has not yielded a credential. */
export interface PendingAccess {
  /** the request's id */
  id: string
  reviewId: string
  /** `approved`: can still be undone, the credential follows */
  state: 'pending' | 'needs_information' | 'approved' | 'rejected'
  version: number
  catalogueName: string
  plan: PlanFacts | null
  products: { id: string; slug: string; name: string }[]
  reason: string
  /** of a rejection */
  rejection: string | null
  /** what our team asks whoever requested it, while it waits for the answer */
  question: string | null
  requestedAt: string
  requestedBy: { id: string; name: string }
}

/** One line of an app's activity: what became of it, of its requests and of its credentials. */
export interface AppActivity extends HistoryEntry {
  /** A portal admin did it; developers are not told which: `actor` is null then. */
  isStaff: boolean
  /** the API products of the request or credential that it is about; none: the app itself */
  products: string[]
}

export interface AppDetail extends AppRow {
  redirectUrls: string[]
  approved: CredentialRow[]
  /** waiting, and the rejected of the last 30 days */
  requests: PendingAccess[]
  history: AppActivity[]
}

/** A team that somebody can give an app to. */
export interface AppTeam {
  id: string
  name: string
  /** one of their own: they go on seeing the app */
  isOwn: boolean
}

export const appInput = z.object({ id: z.uuid() })
export const appListInput = z.object({
  search: z.string().trim().max(200).optional(),
  organizationId: z.uuid().optional(),
  ownerId: z.uuid().optional(),
  /** the last row of the page before: its name in lower case, and its id */
  after: z.object({ at: z.string().max(200), id: z.uuid() }).optional(),
})
export type AppListInput = z.infer<typeof appListInput>
/** Pages of 50 by name; `next` is the cursor of the following page, null at the end. */
export interface AppPage {
  rows: AppRow[]
  next: { at: string; id: string } | null
}

/** An address that an OAuth answer may be sent to: https, or http on this very machine; no fragment (RFC 6749, 3.1.2). */
const redirectUrlField = z
  .string()
  .trim()
  .max(500, 'At most 500 characters.')
  .refine((text) => {
    if (!URL.canParse(text) || text.includes('#')) return false
    const { protocol, hostname, username, password } = new URL(text)
    const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
    return !username && !password && (protocol === 'https:' || (protocol === 'http:' && isLoopback))
  }, 'Enter an address like https://app.example.com/callback.')

export const appFields = {
  name: nameField('Enter a name for the app.'),
  description: z.string().trim().max(500, 'At most 500 characters.'),
  redirectUrls: z.array(redirectUrlField).max(10, 'At most 10 addresses.'),
}
export const editAppInput = z.object({
  id: z.uuid(),
  version: versionField,
  ...appFields,
  visibility: z.enum(appVisibilities),
  /** of visibility `team` */
  teamId: z.uuid().nullable(),
})
export type EditAppInput = z.infer<typeof editAppInput>
export type NewApp = Pick<EditAppInput, 'name' | 'description' | 'redirectUrls'>

/** Live keys, and requests that may yet yield one. */
export interface AccessCounts {
  credentials: number
  requests: number
}
export interface AppCounts extends AccessCounts {
  apps: number
}

/** What stops working with an app that is deleted. */
export interface AppDeletion {
  credentials: number
  /** of its keys' last use, null: never used */
  lastUsedAt: string | null
  pending: number
}
