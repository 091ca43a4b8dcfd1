import { z } from 'zod'
import type { HistoryEntry } from '#server/audit/history.ts'
import type { PortalCatalogue } from '#server/features/catalogues/schema.ts'
import { optionalNameField, versionField } from '#server/features/users/schema.ts'

/** One row of the teams list; also what its events carry. Instants are ISO strings. */
export interface TeamRow {
  id: string
  name: string
  /** the one that all users of its organization are in; renamable, never deletable */
  isDefault: boolean
  organization: { id: string; name: string; isDefault: boolean }
  members: number
  /** invite codes that lead into it */
  codes: number
  createdAt: string
  version: number
}

/** A team's page. Its users come from the users list. */
export interface TeamDetail extends TeamRow {
  /** what somebody of it sees who is in no other team but the default one */
  catalogues: PortalCatalogue[]
  history: HistoryEntry[]
}

export const teamListInput = z.object({
  search: z.string().trim().max(200).optional(),
  organizationId: z.uuid().optional(),
  /** the last row of the page before: its name in lower case, and its id */
  after: z.object({ at: z.string().max(200), id: z.uuid() }).optional(),
})
export type TeamListInput = z.infer<typeof teamListInput>

/** Pages of 50 by name; `next` is the cursor of the following page, null at the end. */
export interface TeamPage {
  rows: TeamRow[]
  next: { at: string; id: string } | null
}

export const teamInput = z.object({ id: z.uuid() })

const teamNameField = optionalNameField.min(1, 'Enter a name for the team.')
export const addTeamInput = z.object({
  requestId: z.uuid(),
  organizationId: z.uuid('Choose an organization.'),
  name: teamNameField,
})
export const renameTeamInput = z.object({ id: z.uuid(), version: versionField, name: teamNameField })
export type RenameTeamInput = z.infer<typeof renameTeamInput>

/** What goes with a team that is deleted. */
export interface TeamDeletion {
  /** users, who stay in the organization and leave the team */
  members: number
  /** invite codes, which are deleted */
  codes: number
  /** catalogues that name it in their audience */
  catalogues: number
  /** apps that it alone sees, which become the organization's */
  apps: number
}
