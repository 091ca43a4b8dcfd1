// What belongs on the list of apps and where, and who sees one. Pure.
import { hasInName, placeRules } from '#client/features/organizations/place-list.ts'
import type { ListRules } from '#client/realtime/live-list.ts'
import { appsWords } from '#client/words/apps.ts'
import type { AppRow } from '#server/features/apps/schema.ts'

export interface AppFilter {
  search: string | undefined
}

/** Reads the filter from the address. */
export const readAppFilter = (q: string | undefined): AppFilter => ({ search: q?.trim().slice(0, 200) || undefined })

/** Those that the filter lets through, by name, as the server does. */
export const appRules = ({ search }: AppFilter): ListRules<AppRow> =>
  placeRules(({ name, description }) => hasInName(`${name} ${description}`, search))

/** Who sees an app, in words. */
export function audienceOf({ visibility, team, owner }: AppRow): string {
  const words = appsWords.audience
  if (visibility === 'team' && team) return words.team(team.name)
  if (visibility === 'organization') return words.organization
  return owner ? words.personal : words.forsaken
}

/** Nobody but whoever made it sees it. */
export const isPrivate = ({ visibility, owner }: AppRow): boolean => visibility === 'personal' && owner !== null
