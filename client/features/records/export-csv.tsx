import Download from 'lucide-solid/icons/download'
import { createSignal } from 'solid-js'
import { toFailure } from '#client/lib/api.ts'
import { saveCsv, toCsv } from '#client/lib/csv.ts'
import { Button } from '#client/ui/button.tsx'
import { recordWords } from '#client/words/records.ts'
import './records.css'

export interface ExportCsvProps<R, N> {
  /** Begins a walk through all pages of the list in front, as it is now. */
  pages: () => (after: N | undefined) => Promise<{ rows: readonly R[]; next: N | null }>
  /** The lines of the file, the first with the titles. */
  linesOf: (rows: readonly R[]) => string[][]
  label: string
  /** The file's name before its date. */
  file: string
  exported: (amount: number) => string
  size?: 'medium' | 'small'
}

/** Fetches all pages of a list and makes one file of them, in the browser. */
export function ExportCsv<R, N>(props: ExportCsvProps<R, N>) {
  const [fetched, setFetched] = createSignal<number>()
  const [said, setSaid] = createSignal('')

  async function run() {
    const pageAfter = props.pages()
    setSaid('')
    setFetched(0)
    try {
      const rows: R[] = []
      let next: N | null | undefined
      do {
        const page = await pageAfter(next ?? undefined)
        rows.push(...page.rows)
        next = page.next
        setFetched(rows.length)
      } while (next !== null)
      saveCsv(`${props.file}-${new Date().toISOString().slice(0, 10)}.csv`, toCsv(props.linesOf(rows)))
      setSaid(props.exported(rows.length))
    } catch (error) {
      setSaid(`${recordWords.exportFailed} ${toFailure(error).sentence}`)
    } finally {
      setFetched(undefined)
    }
  }
  return (
    <>
      <span class="export-said muted" role="status">
        {fetched() === undefined ? said() : recordWords.exporting(fetched() ?? 0)}
      </span>
      <Button size={props.size ?? 'medium'} icon={Download} busy={fetched() !== undefined} onClick={() => void run()}>
        {props.label}
      </Button>
    </>
  )
}
