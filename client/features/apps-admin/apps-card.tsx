import { createMemo, Show } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { LiveRows } from '#client/features/organizations/live-rows.tsx'
import { Card } from '#client/ui/card.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Table } from '#client/ui/table.tsx'
import { adminAppWords } from '#client/words/apps-admin.ts'
import { nameColumn } from './apps-table.tsx'
import { createApps, type AppFilter } from './create-apps.ts'

const words = adminAppWords.card
const shownMax = 8
const figure = (amount: number) => amount.toLocaleString('en')

/** The apps of an organization or of a person, live, for their page; and the way to all of them. */
export function AppsCard(props: { organizationId: string } | { ownerId: string }) {
  const { connection } = useSession()
  const ofOrganization = () => ('organizationId' in props ? props.organizationId : undefined)
  const filter = createMemo((): AppFilter =>
    'ownerId' in props
      ? { search: undefined, organizationId: undefined, ownerId: props.ownerId }
      : { search: undefined, organizationId: props.organizationId },
  )
  const apps = createApps(connection, () => filter())
  return (
    <Card
      title={words.title}
      look="panel"
      actions={
        <Show when={ofOrganization()}>
          {(id) => (
            <LinkButton size="small" href={`/admin/apps?organization=${id()}`}>
              {words.all}
            </LinkButton>
          )}
        </Show>
      }
    >
      <LiveRows
        list={apps}
        words={adminAppWords.list}
        skeletonRows={2}
        empty={<p class="muted">{ofOrganization() ? words.noneHere : words.noneOfThem}</p>}
        rest={<></>}
      >
        {(lines) => (
          <>
            <Table
              label={words.title}
              rows={ofOrganization() ? lines.slice(0, shownMax) : lines}
              columns={[
                nameColumn(() => undefined),
                {
                  key: 'keys',
                  title: adminAppWords.list.keys,
                  align: 'end',
                  cell: ({ row }) => figure(row.credentials),
                },
                {
                  key: 'waiting',
                  title: adminAppWords.list.waiting,
                  align: 'end',
                  cell: ({ row }) => figure(row.pending),
                },
              ]}
            />
            <Show when={ofOrganization() && lines.length > shownMax}>
              <p class="muted">{words.rest}</p>
            </Show>
          </>
        )}
      </LiveRows>
    </Card>
  )
}
