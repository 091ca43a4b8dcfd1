// What the settings of an app are while somebody edits them, beyond the fields that a request for access has too. Pure.
import { z } from 'zod'
import { mergeFields } from '#client/features/records/merge-fields.ts'
import { appsWords } from '#client/words/apps.ts'
import { recordWords } from '#client/words/records.ts'
import { appVisibilities, type AppDetail, type AppTeam, type AppVisibility } from '#server/features/apps/schema.ts'
import { appTexts, textsOf, type AppTexts } from './app-draft.ts'

const words = appsWords.editing

export interface AppSettings extends AppTexts {
  visibility: string
  teamId: string
}

export const settingsOf = (app: AppDetail): AppSettings => ({
  ...textsOf(app),
  visibility: app.visibility,
  teamId: app.team?.id ?? '',
})

/** Reads the fields as the server will. */
export const appSettings = z
  .object({ ...appTexts, visibility: z.enum(appVisibilities), teamId: z.string() })
  .transform(({ teamId, ...rest }) => ({ ...rest, teamId: rest.visibility === 'team' ? teamId : null }))

/** What holds across fields. */
export const alsoAsked = ({ visibility, teamId }: AppSettings) =>
  visibility === 'team' && teamId === '' ? { teamId: words.teamError } : {}

export const mergeSettings = (mine: AppSettings, base: AppSettings, theirs: AppSettings) =>
  mergeFields(mine, base, theirs)

/** Says what somebody else has set meanwhile where I typed something else. */
export function theirsOf(now: AppDetail, contested: readonly (keyof AppSettings)[]): string[] {
  const settings = settingsOf(now)
  const { fields } = appsWords
  const valueOf: Record<keyof AppSettings, [label: string, value: string]> = {
    name: [fields.name, settings.name],
    description: [fields.description, settings.description],
    redirectUrls: [fields.redirectUrls, now.redirectUrls.join(', ')],
    visibility: [words.visibility, words.visibilities[now.visibility]],
    teamId: [words.team, now.team?.name ?? ''],
  }
  return contested.map((field) => {
    const [label, value] = valueOf[field]
    return recordWords.theirs(label, value || recordWords.empty)
  })
}

/** Who may see it by this reader's will: personal is for whoever made it; in the default organization there is nothing to choose. */
export function visibilitiesFor(app: AppDetail, meId: string, hasTeams: boolean): AppVisibility[] {
  if (app.organization.isDefault) return []
  return appVisibilities.filter((one) => {
    if (one === app.visibility) return true
    if (one === 'personal') return app.owner?.id === meId
    return one === 'organization' || hasTeams
  })
}

/** The teams to choose from: those that may be, and the one that it is in. */
export function teamsFor(app: AppDetail, teams: readonly AppTeam[]): AppTeam[] {
  const own = app.team
  const isListed = !own || teams.some(({ id }) => id === own.id)
  return isListed ? [...teams] : [{ ...own, isOwn: false }, ...teams]
}
