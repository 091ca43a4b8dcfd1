import { createSignal, type Accessor } from 'solid-js'
import { api, toFailure, type Failure } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { createLive } from '#client/realtime/create-live.ts'
import { tokenInput } from '#server/features/registrations/schema.ts'
import type { ReviewStatus } from '#server/features/reviews/schema.ts'

export interface RegistrationStatus {
  /** live; undefined until known */
  value: Accessor<ReviewStatus | undefined>
  failure: Accessor<Failure | undefined>
  /** the link's token is dead or was never one */
  isExpired: Accessor<boolean>
  retry: () => void
}

/**
 * Follows the one registration that the status cookie reads. A mail's token is exchanged for that cookie first, and the stream
 * opened anew, because what a stream hears is settled when it opens.
 */
export function createRegistrationStatus(connection: Connection, token: string | undefined): RegistrationStatus {
  const [isOpened, setOpened] = createSignal(token === undefined)
  const [openFailure, setOpenFailure] = createSignal<Failure>()
  const [isExpired, setExpired] = createSignal(false)

  const live = createLive<'own', ReviewStatus>(connection, {
    key: () => (isOpened() ? 'own' : undefined),
    fetch: () => api.portal.registrations.status.query(),
    apply: (value, event) => {
      if (event.kind !== 'review-status.changed' || event.status.reviewId !== value.reviewId) return
      if (event.status.version > value.version) Object.assign(value, event.status)
    },
  })

  async function open(linkToken: string) {
    if (!tokenInput.safeParse({ token: linkToken }).success) return setExpired(true)
    setOpenFailure(undefined)
    try {
      await api.portal.registrations.openStatus.mutate({ token: linkToken })
      connection.reopen()
      setOpened(true)
    } catch (error) {
      const failure = toFailure(error)
      if (failure.code === 'LINK_EXPIRED') setExpired(true)
      else setOpenFailure(failure)
    }
  }
  if (token !== undefined) void open(token)

  return {
    value: () => live.value,
    failure: () => openFailure() ?? live.failure,
    isExpired,
    retry: () => (token !== undefined && !isOpened() ? void open(token) : live.refetch()),
  }
}
