import Download from 'lucide-solid/icons/download'
import { createSignal } from 'solid-js'
import { api, toFailure } from '#client/lib/api.ts'
import { saveCsv, toCsv } from '#client/lib/csv.ts'
import { Button } from '#client/ui/button.tsx'
import { peopleWords } from '#client/words/people.ts'
import type { UserPage, UserRow } from '#server/features/users/schema.ts'
import { exportLines, type UserFilter } from './user-list.ts'

const words = peopleWords.list

/** Fetches all pages of the filter in front and makes one file of them, in the browser. */
export function ExportUsers(props: { filter: UserFilter }) {
  const [fetched, setFetched] = createSignal<number>()
  const [said, setSaid] = createSignal('')

  async function run() {
    const filter = { ...props.filter }
    setSaid('')
    setFetched(0)
    try {
      const users: UserRow[] = []
      let page: UserPage | undefined
      do {
        page = await api.admin.users.list.query({ ...filter, after: page?.next ?? undefined })
        users.push(...page.rows)
        setFetched(users.length)
      } while (page.next)
      saveCsv(`${words.file}-${new Date().toISOString().slice(0, 10)}.csv`, toCsv(exportLines(users)))
      setSaid(words.exported(users.length))
    } catch (error) {
      setSaid(`${words.exportFailed} ${toFailure(error).sentence}`)
    } finally {
      setFetched(undefined)
    }
  }
  return (
    <>
      <span class="export-said muted" role="status">
        {fetched() === undefined ? said() : words.exporting(fetched() ?? 0)}
      </span>
      <Button icon={Download} busy={fetched() !== undefined} onClick={() => void run()}>
        {words.export}
      </Button>
    </>
  )
}
