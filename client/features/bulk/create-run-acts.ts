// What is done to a run: one press, one call, repeated under its own id by the next press after a lost answer.
import { createSignal } from 'solid-js'
import { api, toFailure } from '#client/lib/api.ts'

export type RunAct = 'cancel' | 'retry' | 'undo'
export type RunActs = ReturnType<typeof createRunActs>

export function createRunActs() {
  const [busy, setBusy] = createSignal<{ id: string; act: RunAct }>()
  const [failure, setFailure] = createSignal<{ id: string; sentence: string }>()
  let unanswered: { id: string; act: RunAct; requestId: string } | undefined

  async function run(id: string, act: RunAct) {
    if (busy()) return
    const isRepeated = unanswered?.id === id && unanswered.act === act
    const requestId = isRepeated ? unanswered!.requestId : crypto.randomUUID()
    unanswered = undefined
    setBusy({ id, act })
    setFailure(undefined)
    try {
      await api.admin.bulk[act].mutate({ id, requestId })
    } catch (error) {
      const { sentence, isOffline } = toFailure(error)
      if (isOffline) unanswered = { id, act, requestId }
      setFailure({ id, sentence })
    } finally {
      setBusy(undefined)
    }
  }
  return {
    failure,
    isBusy: (id: string, act: RunAct) => busy()?.id === id && busy()?.act === act,
    run: (id: string, act: RunAct) => void run(id, act),
    dismiss: () => setFailure(undefined),
  }
}
