import { Show } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { LiveRows } from '#client/features/organizations/live-rows.tsx'
import { Badge, type Tone } from '#client/ui/badge.tsx'
import { Card } from '#client/ui/card.tsx'
import { FilterSelect } from '#client/ui/filter-select.tsx'
import { Table } from '#client/ui/table.tsx'
import { bulkWords } from '#client/words/bulk.ts'
import { bulkOutcomes, type BulkItem, type BulkOutcome, type BulkRun } from '#server/features/bulk/schema.ts'
import { createItems } from './create-run.ts'
import { ExportRun } from './export-run.tsx'
import './bulk.css'

const words = bulkWords.items

const tones: Record<BulkOutcome, Tone> = {
  waiting: 'neutral',
  done: 'success',
  failed: 'danger',
  skipped: 'neutral',
  undone: 'info',
}

export interface RunItemsProps {
  run: BulkRun
  /** which of them, from the address */
  outcome: BulkOutcome | undefined
  onOutcome: (outcome: BulkOutcome | undefined) => void
}

/** What came of each review of a run, and why it failed. */
export function RunItems(props: RunItemsProps) {
  const { connection } = useSession()
  const items = createItems(connection, { runId: () => props.run.id, outcome: () => props.outcome })
  return (
    <Card
      title={words.title}
      look="panel"
      actions={
        <>
          <FilterSelect
            label={words.filter}
            name={words.filterName}
            value={props.outcome ?? ''}
            onChange={(value) => props.onOutcome(bulkOutcomes.find((one) => one === value))}
            options={[
              { value: '', label: words.all },
              ...bulkOutcomes.map((value) => ({ value, label: words.outcomes[value] })),
            ]}
          />
          <ExportRun runId={props.run.id} outcome={props.outcome} />
        </>
      }
    >
      <LiveRows list={items} words={words} empty={<p class="muted">{words.none}</p>}>
        {(lines) => (
          <Table
            label={words.list}
            rows={lines}
            columns={[
              {
                key: 'name',
                title: words.name,
                cell: (line) => (
                  <span class="run-item-name">
                    <a href={`/admin/queue/${line.row.reviewId}`}>{line.row.name}</a>
                    <small class="muted">{line.row.email}</small>
                  </span>
                ),
              },
              { key: 'kind', title: words.kind, from: 'medium', cell: (line) => words.kinds[line.row.kind] },
              { key: 'outcome', title: words.outcome, cell: (line) => <Outcome item={line.row} /> },
            ]}
          />
        )}
      </LiveRows>
    </Card>
  )
}

function Outcome(props: { item: BulkItem }) {
  return (
    <span class="run-item-outcome">
      <Badge tone={tones[props.item.outcome]}>{words.outcomes[props.item.outcome]}</Badge>
      <Show when={props.item.code}>{(code) => <small>{bulkWords.why(code())}</small>}</Show>
    </span>
  )
}
