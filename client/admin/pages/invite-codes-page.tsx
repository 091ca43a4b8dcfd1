import { useNavigate, useSearchParams } from '@solidjs/router'
import ArrowUp from 'lucide-solid/icons/arrow-up'
import Plus from 'lucide-solid/icons/plus'
import Ticket from 'lucide-solid/icons/ticket'
import { createMemo, Show } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { CodeActNotices, CodeDialogs } from '#client/features/invite-codes/code-dialogs.tsx'
import { CodeFilters } from '#client/features/invite-codes/code-filters.tsx'
import { isCodeFiltered, readCodeFilter, type CodeSearch } from '#client/features/invite-codes/code-list.ts'
import { CodesTable } from '#client/features/invite-codes/codes-table.tsx'
import { createCodeActs } from '#client/features/invite-codes/create-code-acts.ts'
import { createCodes } from '#client/features/invite-codes/create-codes.ts'
import { useServerClock } from '#client/features/invite-codes/server-now.ts'
import { LiveRows } from '#client/features/organizations/live-rows.tsx'
import { createPlaces } from '#client/features/users/create-places.ts'
import { Button } from '#client/ui/button.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { adminWords } from '#client/words/admin.ts'
import { inviteCodeWords } from '#client/words/invite-codes.ts'

const words = inviteCodeWords.list

/** Every invite code, live: the places fill while one looks. */
export default function InviteCodesPage() {
  const { connection, me } = useSession()
  const [search, setSearch] = useSearchParams<{ [K in keyof CodeSearch]: string }>()
  const navigate = useNavigate()
  useServerClock()
  // Another address with the same filter fetches nothing.
  const filter = createMemo(() => readCodeFilter({ ...search }), undefined, {
    equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  })
  const codes = createCodes(connection, () => filter())
  const places = createPlaces(connection)
  const acts = createCodeActs()
  const mayAct = () => me()?.staffRole === 'owner' || me()?.staffRole === 'approver'
  const codeOf = (id: string) => codes.value?.lines.find((line) => line.id === id)?.row

  const addButton = () => (
    <Show when={mayAct()}>
      <Button variant="primary" icon={Plus} onClick={() => acts.add(filter().teamId)}>
        {words.add}
      </Button>
    </Show>
  )
  return (
    <Page width="wide">
      <PageHeader title={words.title} subtitle={words.subtitle} actions={addButton()} />
      <CodeActNotices acts={acts} />
      <div class="row">
        <CodeFilters
          filter={filter()}
          places={places.value?.all}
          onChange={(change) => setSearch({ ...change }, { replace: 'q' in change })}
          onClear={() => navigate('/admin/invite-codes')}
        />
        <Show when={codes.value?.held.length}>
          {(held) => (
            <Button size="small" icon={ArrowUp} onClick={() => codes.release()}>
              {adminWords.newest(held())}
            </Button>
          )}
        </Show>
      </div>
      <LiveRows list={codes} words={words} empty={<NoCodes isFiltered={isCodeFiltered(filter())} mayAct={mayAct()} />}>
        {(lines) => <CodesTable lines={lines} acts={mayAct() ? acts : undefined} />}
      </LiveRows>
      <Show when={mayAct()}>
        <CodeDialogs acts={acts} places={places} codeOf={codeOf} />
      </Show>
    </Page>
  )
}

function NoCodes(props: { isFiltered: boolean; mayAct: boolean }) {
  return (
    <Show
      when={props.isFiltered}
      fallback={
        <EmptyState kind="first-use" icon={Ticket} title={words.emptyTitle}>
          {props.mayAct ? words.emptyText : words.emptyTextAuditor}
        </EmptyState>
      }
    >
      <EmptyState
        kind="no-match"
        title={words.noMatchTitle}
        action={<LinkButton href="/admin/invite-codes">{words.clear}</LinkButton>}
      >
        {words.noMatchText}
      </EmptyState>
    </Show>
  )
}
