import { createSignal, type Accessor } from 'solid-js'
import { api, toFailure, type Failure } from '#client/lib/api.ts'
import type { OpenInvitation } from '#server/features/invitations/schema.ts'
import { tokenInput } from '#server/features/registrations/schema.ts'

export interface InvitationOfLink {
  state: Accessor<'missing' | 'opening' | 'open' | 'expired'>
  value: Accessor<OpenInvitation | undefined>
  failure: Accessor<Failure | undefined>
  retry: () => void
  /** The server has refused the link since: revoked, used elsewhere, or its time is over. */
  expire: () => void
}

/** Looks at what a mail's link invites to; the link stays good for the form that follows. */
export function createOpenInvitation(token: string | undefined): InvitationOfLink {
  const isToken = tokenInput.safeParse({ token }).success
  const [state, setState] = createSignal<'missing' | 'opening' | 'open' | 'expired'>(
    token === undefined ? 'missing' : isToken ? 'opening' : 'expired',
  )
  const [value, setValue] = createSignal<OpenInvitation>()
  const [failure, setFailure] = createSignal<Failure>()

  async function open() {
    if (token === undefined || !isToken) return
    setFailure(undefined)
    try {
      setValue(await api.portal.invitations.open.mutate({ token }))
      setState('open')
    } catch (error) {
      const found = toFailure(error)
      if (found.code === 'LINK_EXPIRED') setState('expired')
      else setFailure(found)
    }
  }
  void open()
  return { state, value, failure, retry: () => void open(), expire: () => setState('expired') }
}
