import Download from 'lucide-solid/icons/download'
import { createSignal } from 'solid-js'
import { api, toFailure } from '#client/lib/api.ts'
import { saveCsv, toCsv } from '#client/lib/csv.ts'
import { Button } from '#client/ui/button.tsx'
import { bulkWords } from '#client/words/bulk.ts'
import type { BulkItem, BulkItemPage, BulkOutcome } from '#server/features/bulk/schema.ts'

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

/** Fetches all pages and makes one file of them, in the browser. */
export function ExportRun(props: { runId: string; outcome: BulkOutcome | undefined }) {
  const [fetched, setFetched] = createSignal<number>()
  const [said, setSaid] = createSignal('')

  async function run() {
    const asked = { runId: props.runId, outcome: props.outcome }
    setSaid('')
    setFetched(0)
    try {
      const items: BulkItem[] = []
      let page: BulkItemPage | undefined
      do {
        page = await api.admin.bulk.items.query({ ...asked, after: page?.next ?? undefined })
        items.push(...page.rows)
        setFetched(items.length)
      } while (page.next !== null)
      saveCsv(`${words.file}-${new Date().toISOString().slice(0, 10)}.csv`, toCsv(itemLines(items, location.origin)))
      setSaid(words.exported(items.length))
    } catch (error) {
      setSaid(`${words.failed} ${toFailure(error).sentence}`)
    } finally {
      setFetched(undefined)
    }
  }
  return (
    <>
      <span class="muted" role="status">
        {fetched() === undefined ? said() : words.exporting(fetched() ?? 0)}
      </span>
      <Button size="small" icon={Download} busy={fetched() !== undefined} onClick={() => void run()}>
        {bulkWords.csv}
      </Button>
    </>
  )
}
