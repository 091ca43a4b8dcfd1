import { ExportCsv } from '#client/features/records/export-csv.tsx'
import { api } from '#client/lib/api.ts'
import { peopleWords } from '#client/words/people.ts'
import { exportLines, type UserFilter } from './user-list.ts'

const words = peopleWords.list

/** Saves everybody whom the filter finds as one file. */
export function ExportUsers(props: { filter: UserFilter }) {
  return (
    <ExportCsv
      label={words.export}
      file={words.file}
      exported={words.exported}
      pages={() => {
        const filter = { ...props.filter }
        return (after: { at: string; id: string } | undefined) => api.admin.users.list.query({ ...filter, after })
      }}
      linesOf={exportLines}
    />
  )
}
