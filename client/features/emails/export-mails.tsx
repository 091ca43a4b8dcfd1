import { serverNow } from '#client/features/invite-codes/server-now.ts'
import { ExportCsv } from '#client/features/records/export-csv.tsx'
import { api } from '#client/lib/api.ts'
import { deliveryWords } from '#client/words/deliveries.ts'
import type { MailFilter, MailRow } from '#server/features/emails/schema.ts'
import { exportLines } from './mail-list.ts'

const words = deliveryWords.list

/** Saves all mails that the filter finds as one file. */
export function ExportMails(props: { filter: MailFilter }) {
  return (
    <ExportCsv
      label={words.export}
      file={words.file}
      exported={words.exported}
      pages={() => {
        const filter = { ...props.filter }
        return (after: { at: string; id: string } | undefined) => api.admin.emails.list.query({ ...filter, after })
      }}
      linesOf={(mails: readonly MailRow[]) => exportLines(mails, serverNow())}
    />
  )
}
