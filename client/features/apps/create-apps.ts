// The apps that a page shows, live: the list, and one with all that is in it.
import { createEffect, onCleanup, type Accessor } from 'solid-js'
import { nextEnd } from '#client/features/credentials/credential-view.ts'
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { createLive } from '#client/realtime/create-live.ts'
import { createLiveList } from '#client/realtime/create-live-list.ts'
import { createRefetch } from '#client/realtime/create-refetch.ts'
import type { AppDetail, AppRow } from '#server/features/apps/schema.ts'
import type { Event } from '#server/realtime/events.ts'
import { appRules, type AppFilter } from './app-list.ts'

/** Whether the reader may see other apps now, or sees them under other names. */
const movesReader = ({ kind }: Event) => kind === 'account.changed' || kind === 'own-organization.changed'

/** The rows of My apps. */
export function createApps(connection: Connection, filter: Accessor<AppFilter>) {
  const list = createLiveList<AppFilter, AppRow>(connection, {
    key: filter,
    fetch: (key, after) => api.portal.apps.list.query({ ...key, after }),
    rules: appRules,
    rowOf: (event) => ('app' in event ? { row: event.app, isArrival: event.kind === 'app.added' } : undefined),
  })
  // An app that one audience loses may be the reader's by another: whether it is gone only the server says.
  createRefetch(connection, list, (event) => event.kind === 'app.deleted' || movesReader(event))
  return list
}

/** Timers hold no longer; further away is looked at again then. */
const timerMsMax = 2 ** 31 - 1
/** The database's clock is asked a moment after the instant, so that it has passed there too. */
const afterMs = 1_500
/** When a key was last used comes with no event; verification writes it down every ten seconds. */
const usedEveryMs = 20_000

/** An app with its credentials, requests and activity; always of one version, for it is what an edit begins with. */
export function createAppDetail(connection: Connection, id: Accessor<string | undefined>) {
  const live = createLive<string, AppDetail>(connection, {
    key: id,
    fetch: (appId) => api.portal.apps.get.query({ id: appId }),
    apply: () => undefined,
  })
  createRefetch(connection, live, (event) => {
    if ('app' in event) return event.app.id === id()
    if (event.kind === 'app.deleted') return event.appId === id()
    return event.kind === 'offer.changed' || movesReader(event)
  })

  // A key that ends and a credential that expires are no event in their second.
  createEffect(() => {
    const end = nextEnd(live.value?.approved ?? [], Date.now())
    if (end === undefined) return
    const timer = setTimeout(() => live.refetch(), Math.min(end - Date.now() + afterMs, timerMsMax))
    onCleanup(() => clearTimeout(timer))
  })
  const isUsed = () => live.value?.approved.some(({ state }) => state === 'live') ?? false
  createEffect(() => {
    if (!isUsed()) return
    const timer = setInterval(() => {
      if (!document.hidden && !live.isLoading) live.refetch()
    }, usedEveryMs)
    onCleanup(() => clearInterval(timer))
  })

  return {
    get value() {
      return live.value
    },
    get isLoading() {
      return live.isLoading
    },
    get failure() {
      return live.failure
    },
    refetch: () => live.refetch(),
    /** It was shown, and is not to be seen any more. */
    isGone: () => live.value !== undefined && live.failure?.code === 'NOT_FOUND',
  }
}
