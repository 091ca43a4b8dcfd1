import { createSignal } from 'solid-js'
import { createReadMarks } from '#client/features/records/read-marks.ts'
import { createRequestIds } from '#client/features/registrations/request-id.ts'
import { api, toFailure } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { createLive, putRow } from '#client/realtime/create-live.ts'
import type { MailRun } from '#server/features/emails/schema.ts'

export type MailRuns = ReturnType<typeof createMailRuns>

/** The last runs of mails sent again, live, which of their results this person has put away, and how one is stopped. */
export function createMailRuns(connection: Connection) {
  const live = createLive<string, { runs: MailRun[] }>(connection, {
    key: () => 'all',
    fetch: async () => ({ runs: await api.admin.emails.runs.query() }),
    apply(value, event) {
      if (event.kind === 'mail-run.changed' && !putRow(value.runs, event.run)) value.runs.unshift(event.run)
    },
  })
  const requestIds = createRequestIds()
  const [cancelling, setCancelling] = createSignal<string>()
  const [failure, setFailure] = createSignal<string>()

  async function cancel(id: string) {
    setCancelling(id)
    setFailure(undefined)
    try {
      await api.admin.emails.cancelRun.mutate({ id, requestId: requestIds(id) })
    } catch (error) {
      setFailure(toFailure(error).sentence)
    } finally {
      setCancelling(undefined)
    }
  }
  return {
    all: () => live.value?.runs ?? [],
    ...createReadMarks('gatehouse:read-mail-runs'),
    cancel: (id: string) => void cancel(id),
    cancelling,
    failure,
  }
}
