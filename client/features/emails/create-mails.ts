import { createEffect, onCleanup, untrack, type Accessor } from 'solid-js'
import { serverNow } from '#client/features/invite-codes/server-now.ts'
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { createLiveList } from '#client/realtime/create-live-list.ts'
import { createRefetch } from '#client/realtime/create-refetch.ts'
import type { MailFilter, MailRow } from '#server/features/emails/schema.ts'
import { mailRules } from './mail-list.ts'

/** So often is asked what turned by the clock. */
const turnMs = 5_000

/** The rows of the list of mails, live. */
export function createMails(connection: Connection, filter: Accessor<MailFilter>) {
  const list = createLiveList<MailFilter, MailRow>(connection, {
    key: filter,
    fetch: (key, after) => api.admin.emails.list.query({ ...key, after }),
    rules: (key) => mailRules(key, serverNow),
    rowOf: (event) => ('mail' in event ? { row: event.mail, isArrival: event.kind === 'mail.queued' } : undefined),
  })
  // Rows name the organization of whom they go to, and no event of a mail comes with another one.
  createRefetch(
    connection,
    list,
    ({ kind }) => kind === 'mails.changed' || /^(organization\.(renamed|deleted)|user\.(edited|deleted))$/.test(kind),
  )
  // A row shows by itself that it does not wait for an undo any more; whether it still fits the filter has to be asked, and
  // which others do now.
  createEffect(() => {
    const { standing } = filter()
    if (standing !== 'held' && standing !== 'queued') return
    const timer = setInterval(() => untrack(() => list.isLoading) || list.refetch(), turnMs)
    onCleanup(() => clearInterval(timer))
  })
  return list
}
