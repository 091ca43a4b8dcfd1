import { ExportCsv } from '#client/features/records/export-csv.tsx'
import { api } from '#client/lib/api.ts'
import { bulkWords } from '#client/words/bulk.ts'
import type { BulkItem, BulkOutcome } from '#server/features/bulk/schema.ts'

const words = bulkWords.export

/** The lines of the file, the first with the titles. */
export function itemLines(items: readonly BulkItem[], origin: string): string[][] {
  const lines = items.map(({ position, kind, name, email, outcome, code, reviewId }) => [
    String(position),
    bulkWords.items.kinds[kind],
    name,
    email,
    bulkWords.items.outcomes[outcome],
    code ? bulkWords.why(code) : '',
    `${origin}/admin/queue/${reviewId}`,
  ])
  return [words.columns, ...lines]
}

/** Saves what came of each review of a run as one file. */
export function ExportRun(props: { runId: string; outcome: BulkOutcome | undefined }) {
  return (
    <ExportCsv
      size="small"
      label={bulkWords.csv}
      file={words.file}
      exported={words.exported}
      pages={() => {
        const asked = { runId: props.runId, outcome: props.outcome }
        return (after: number | undefined) => api.admin.bulk.items.query({ ...asked, after })
      }}
      linesOf={(items: readonly BulkItem[]) => itemLines(items, location.origin)}
    />
  )
}
