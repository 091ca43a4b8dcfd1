import { createEffect, createSignal, on, onCleanup, untrack, type Accessor } from 'solid-js'
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import type { OrganizationRow } from '#server/features/organizations/schema.ts'
import type { Event } from '#server/realtime/events.ts'

const restMs = 300

/** Two organizations never share a name, whatever its case. */
export const isSameName = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase()

/** The organization that has this name, looked up once the typing rests and again when organizations change. */
export function createNameCheck(connection: Connection, name: Accessor<string | undefined>) {
  const [found, setFound] = createSignal<{ name: string; organization: OrganizationRow | undefined }>()
  let timer: ReturnType<typeof setTimeout> | undefined

  async function look(search: string) {
    try {
      const { rows } = await api.admin.organizations.list.query({ search })
      setFound({ name: search, organization: rows.find((row) => isSameName(row.name, search)) })
    } catch {
      // Only a warning ahead of time: the press says it for certain.
    }
  }
  function lookSoon() {
    clearTimeout(timer)
    const wanted = untrack(name)
    if (wanted !== undefined) timer = setTimeout(() => void look(wanted), restMs)
  }
  const hear = (event: Event) => {
    if ('organization' in event || event.kind === 'organization.deleted') lookSoon()
  }
  createEffect(on(name, () => lookSoon()))
  onCleanup(connection.onEvent(hear))
  onCleanup(() => clearTimeout(timer))
  return {
    /** undefined also until it is known */
    get holder() {
      return found()?.name === name() ? found()?.organization : undefined
    },
  }
}
