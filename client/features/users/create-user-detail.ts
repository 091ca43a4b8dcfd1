import { createSignal, onCleanup, type Accessor } from 'solid-js'
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { createLive } from '#client/realtime/create-live.ts'
import type { Event } from '#server/realtime/events.ts'
import type { UserDetail } from '#server/features/users/schema.ts'

/** What happens in one go (a decision, its mail, the person) is fetched in one go. */
const gatherMs = 150

/** All that a user's page shows, live: the row comes with its event, what hangs on it is fetched a moment later. */
export function createUserDetail(connection: Connection, id: Accessor<string | undefined>) {
  const [deletedId, setDeletedId] = createSignal<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))

  const user = createLive<string, UserDetail>(connection, {
    key: id,
    fetch: (userId) => api.admin.users.get.query({ id: userId }),
    apply(value, event) {
      if (event.kind === 'user.deleted' && event.userId === value.id) setDeletedId(event.userId)
      if ('user' in event && event.user.id === value.id && event.user.version > value.version)
        Object.assign(value, event.user)
      if (!isAbout(event, value)) return
      clearTimeout(timer)
      timer = setTimeout(() => user.refetch(), gatherMs)
    },
  })
  return {
    user,
    /** Somebody deleted them while this page was open. */
    isDeleted: () => deletedId() !== undefined && deletedId() === id(),
  }
}

/** Whether what the page shows may be another thing now. Reviews and mails know the person by the address. */
function isAbout(event: Event, user: UserDetail): boolean {
  if ('user' in event) return event.user.id === user.id
  if ('organization' in event) return event.organization.id === user.organization.id
  if ('team' in event) return user.teams.some(({ id }) => id === event.team.id)
  if (event.kind === 'organization.deleted') return event.organizationId === user.organization.id
  if (event.kind === 'team.deleted') return user.teams.some(({ id }) => id === event.teamId)
  if ('mail' in event) return event.mail.toAddress.toLowerCase() === user.email.toLowerCase()
  if (!('review' in event)) return false
  return event.review.id === user.review?.id || event.review.facts.email.toLowerCase() === user.email.toLowerCase()
}
