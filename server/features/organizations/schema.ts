import { z } from 'zod'
import type { HistoryEntry } from '#server/audit/history.ts'
import type { AppCounts } from '#server/features/apps/schema.ts'
import type { PortalCatalogue } from '#server/features/catalogues/schema.ts'
import { nameField, versionField } from '#server/features/users/schema.ts'

/** One row of the organizations list; also what its events carry. Instants are ISO strings. */
export interface OrganizationRow {
  id: string
  name: string
  /** the one of everybody who belongs to no company; renamable, never deletable */
  isDefault: boolean
  /** users in it, whatever their state */
  members: number
  superAdmins: number
  teams: number
  /** teammates' invitations that nobody has accepted yet */
  invitations: number
  /** invite codes that lead into it */
  codes: number
  createdAt: string
  version: number
}

/** An organization's page. Its users come from the users list, its teams from the teams list. */
export interface OrganizationDetail extends OrganizationRow {
  /** the request it came from */
  request: { reviewId: string; requester: { id: string; name: string } } | null
  /** until then its approval can be undone and nobody is invited into it */
  settlesAt: string | null
  /** what somebody of it sees who is only in its default team */
  catalogues: PortalCatalogue[]
  history: HistoryEntry[]
}

export const organizationListInput = z.object({
  search: z.string().trim().max(200).optional(),
  /** the last row of the page before: its name in lower case, and its id */
  after: z.object({ at: z.string().max(200), id: z.uuid() }).optional(),
})
export type OrganizationListInput = z.infer<typeof organizationListInput>

/** Pages of 50 by name; `next` is the cursor of the following page, null at the end. */
export interface OrganizationPage {
  rows: OrganizationRow[]
  next: { at: string; id: string } | null
}

export const organizationInput = z.object({ id: z.uuid() })

const organizationNameField = nameField('Enter a name for the organization.')
export const addOrganizationInput = z.object({ requestId: z.uuid(), name: organizationNameField })
export const renameOrganizationInput = z.object({ id: z.uuid(), version: versionField, name: organizationNameField })
export type RenameOrganizationInput = z.infer<typeof renameOrganizationInput>

/** A user asks for an organization of their own. */
export const requestOrganizationInput = z.object({ requestId: z.uuid(), name: organizationNameField })
export const withdrawRequestInput = z.object({ id: z.uuid() })

/** What goes where when an organization is deleted. */
export interface OrganizationDeletion {
  /** users, who go to the default organization */
  members: number
  /** teams, which are deleted */
  teams: number
  /** invitations, which die */
  invitations: number
  /** invite codes, which are deleted */
  codes: number
  /** catalogues that name it or one of its teams in their audience */
  catalogues: number
  /** apps that follow their makers, with their keys */
  appsKept: number
  /** apps that nobody there made, which are deleted, and what goes with them */
  appsGone: AppCounts
}
