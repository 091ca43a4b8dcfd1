import { createSignal, onCleanup } from 'solid-js'
import { api, toFailure } from '#client/lib/api.ts'
import type { SubmitFailure } from '#client/lib/create-form.ts'
import { organizationWords } from '#client/words/organization.ts'
import type { MemberRow } from '#server/features/members/schema.ts'

/** Sends invitations again, one at a time; says how the last press on the list ended. */
export function createResending(onResent: (row: MemberRow) => void) {
  const [resendingId, setResendingId] = createSignal<string>()
  const [said, setSaid] = createSignal<string>()
  const [failure, setFailure] = createSignal<SubmitFailure>()
  let pause: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(pause))

  const say = (sentence: string | undefined) => {
    clearTimeout(pause)
    setFailure(undefined)
    setSaid(sentence)
  }
  async function resend({ id, email }: MemberRow) {
    if (resendingId()) return
    say(undefined)
    setResendingId(id)
    try {
      onResent(await api.portal.members.resend.mutate({ id }))
      setSaid(organizationWords.resent(email))
    } catch (error) {
      const found = toFailure(error)
      const seconds = found.detail.retryAfterSeconds
      const waitMs = typeof seconds === 'number' ? seconds * 1000 : undefined
      setFailure({ failure: found, retryAt: waitMs === undefined ? undefined : Date.now() + waitMs })
      if (waitMs !== undefined) pause = setTimeout(() => setFailure(undefined), waitMs)
    } finally {
      setResendingId(undefined)
    }
  }
  return { resendingId, said, failure, say, resend: (row: MemberRow) => void resend(row) }
}
