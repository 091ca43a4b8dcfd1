// Changing a credential as it was seen: of two people who rotate or revoke one, the second is told how it is now.
import { createSignal, untrack, type Accessor } from 'solid-js'
import { toFailure } from '#client/lib/api.ts'
import type { SubmitFailure } from '#client/lib/create-form.ts'
import type { CredentialRow } from '#server/features/credentials/schema.ts'

export interface ChangeSource {
  credential: Accessor<CredentialRow>
  send: (seen: { id: string; version: number }) => Promise<CredentialRow>
  onDone: () => void
}

/** What this tab itself has made of credentials: whoever did it has seen it, though the page shows it a moment later. */
const made = new Map<string, number>()

export function createChange(source: ChangeSource) {
  const { id, version } = untrack(source.credential)
  const [seen, setSeen] = createSignal(Math.max(version, made.get(id) ?? 0))
  const [busy, setBusy] = createSignal(false)
  const [wasLate, setWasLate] = createSignal(false)
  const [failure, setFailure] = createSignal<SubmitFailure>()

  async function submit() {
    if (busy()) return
    setBusy(true)
    setFailure(undefined)
    try {
      made.set(id, (await source.send({ id, version: seen() })).version)
      source.onDone()
    } catch (error) {
      const failed = toFailure(error)
      setBusy(false)
      setWasLate(failed.code === 'CREDENTIAL_CHANGED')
      if (failed.code !== 'CREDENTIAL_CHANGED') return setFailure({ failure: failed, retryAt: undefined })
      // Shown how it is now, whoever presses again means that.
      setSeen((failed.detail.credential as CredentialRow).version)
    }
  }

  return {
    busy,
    /** Somebody was faster: nothing has changed by this press. */
    wasLate,
    failure,
    submit: () => void submit(),
  }
}
