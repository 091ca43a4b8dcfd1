import { Show } from 'solid-js'
import { Avatar } from '#client/ui/avatar.tsx'
import { Card } from '#client/ui/card.tsx'
import { Table } from '#client/ui/table.tsx'
import { overviewWords } from '#client/words/overview.ts'
import type { AdminPace } from '#server/features/overview/schema.ts'

const words = overviewWords.admins

/** Who decided how much, and how fast. */
export function AdminsCard(props: { admins: AdminPace[] }) {
  return (
    <Card title={words.title} look="panel" class="overview-card">
      <Show when={props.admins.length > 0} fallback={<p class="muted">{words.none}</p>}>
        <Table
          label={words.table}
          rows={props.admins}
          columns={[
            {
              key: 'name',
              title: words.name,
              cell: (admin) => (
                <span class="overview-admin">
                  <Avatar name={admin.name} seed={admin.id} size="small" />
                  {admin.name}
                </span>
              ),
            },
            {
              key: 'decisions',
              title: words.decisions,
              align: 'end',
              cell: ({ decided }) => overviewWords.amount(decided),
            },
            {
              key: 'median',
              title: words.median,
              align: 'end',
              cell: ({ medianSeconds }) => overviewWords.duration(medianSeconds),
            },
          ]}
        />
      </Show>
    </Card>
  )
}
