import type { Accessor } from 'solid-js'
import { changesPlaces, changesOffer } from '#client/features/organizations/place-list.ts'
import { createCardList } from '#client/features/products/create-cards.ts'
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { createLive } from '#client/realtime/create-live.ts'
import { createRefetch } from '#client/realtime/create-refetch.ts'
import type { PreviewFilter } from './preview.ts'

/** The cards of the portal through the eyes of a place, live: asked again whenever other products may be shown. */
export function createPreview(connection: Connection, filter: Accessor<PreviewFilter>) {
  const list = createCardList(connection, filter, async ({ organizationId, teamId, search }, after) =>
    organizationId
      ? api.admin.catalogues.preview.query({ organizationId, teamId, search, after })
      : { rows: [], next: null },
  )
  createRefetch(connection, list, (event) => changesOffer(event) || changesPlaces(event))
  return list
}

interface PlaceNames {
  organization: string
  team: string | undefined
  /** A default team is what everybody is in anyway. */
  isDefaultTeam: boolean
}

/** What the place is called, live. Fails with NOT_FOUND when there is no such organization or team. */
export function createPlaceNames(
  connection: Connection,
  organizationId: Accessor<string | undefined>,
  teamId: Accessor<string | undefined>,
) {
  const names = createLive<string, PlaceNames>(connection, {
    key: () => organizationId() && `${organizationId()} ${teamId() ?? ''}`,
    async fetch(key) {
      const [organization = '', team] = key.split(' ')
      const [place, group] = await Promise.all([
        api.admin.organizations.get.query({ id: organization }),
        team ? api.admin.teams.get.query({ id: team }) : undefined,
      ])
      return { organization: place.name, team: group?.name, isDefaultTeam: group?.isDefault ?? false }
    },
    apply: () => undefined,
  })
  createRefetch(connection, names, changesPlaces)
  return names
}
