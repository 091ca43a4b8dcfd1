// The apps that somebody can ask for access with, live.
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { createLive, putRow } from '#client/realtime/create-live.ts'
import type { AppRow } from '#server/features/apps/schema.ts'

/** Ten pages: longer lists are not chosen from. */
const appsMax = 500

interface Apps {
  rows: AppRow[]
  /** there are more than were fetched */
  isCut: boolean
}
export type OwnApps = ReturnType<typeof createOwnApps>

const byName = (a: AppRow, b: AppRow) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1)

/** Holds the apps that the person sees, by name. */
export function createOwnApps(connection: Connection) {
  return createLive<'own', Apps>(connection, {
    key: () => 'own',
    async fetch() {
      let page = await api.portal.apps.list.query({})
      const rows = [...page.rows]
      while (page.next && rows.length < appsMax) {
        page = await api.portal.apps.list.query({ after: page.next })
        rows.push(...page.rows)
      }
      return { rows, isCut: page.next !== null }
    },
    apply(apps, event) {
      if (event.kind === 'app.deleted') apps.rows = apps.rows.filter(({ id }) => id !== event.appId)
      if (event.kind !== 'app.added' && event.kind !== 'app.edited') return
      if (!putRow(apps.rows, event.app)) apps.rows.push(event.app)
      apps.rows.sort(byName)
    },
  })
}

/** The name, and whose it is where several have it. */
export function labelOf(app: AppRow, all: readonly AppRow[]): string {
  const isAlone = all.every(({ id, name }) => id === app.id || name !== app.name)
  return isAlone || !app.owner ? app.name : `${app.name} (${app.owner.name})`
}
