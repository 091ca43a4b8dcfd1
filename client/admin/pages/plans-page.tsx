import { useNavigate, useSearchParams } from '@solidjs/router'
import Gauge from 'lucide-solid/icons/gauge'
import Plus from 'lucide-solid/icons/plus'
import { createMemo, createSignal, Show } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { LiveRows } from '#client/features/organizations/live-rows.tsx'
import { createPlans } from '#client/features/plans/create-plans.ts'
import { AddPlanDialog } from '#client/features/plans/plan-dialogs.tsx'
import { PlansTable } from '#client/features/plans/plans-table.tsx'
import { readFilter } from '#client/features/users/user-list.ts'
import { Button } from '#client/ui/button.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { SearchField } from '#client/ui/search-field.tsx'
import { placesWords } from '#client/words/places.ts'
import { planWords } from '#client/words/plans.ts'

const words = planWords.list

/** Every plan by name with its terms, live. */
export default function PlansPage() {
  const { connection, me } = useSession()
  const navigate = useNavigate()
  const [address, setAddress] = useSearchParams<{ q: string }>()
  const search = createMemo(() => readFilter({ ...address }).search)
  const filter = createMemo(() => ({ search: search() }))
  const plans = createPlans(connection, () => filter())
  const [isAdding, setIsAdding] = createSignal(false)
  const mayAct = () => me()?.staffRole === 'owner' || me()?.staffRole === 'approver'
  return (
    <Page width="wide">
      <PageHeader
        title={words.title}
        subtitle={words.subtitle}
        actions={
          <Show when={mayAct()}>
            <Button variant="primary" icon={Plus} onClick={() => setIsAdding(true)}>
              {placesWords.add}
            </Button>
          </Show>
        }
      />
      <div class="row">
        <SearchField
          label={placesWords.search}
          placeholder={words.searchHint}
          value={search() ?? ''}
          onSearch={(q) => setAddress({ q }, { replace: true })}
        />
      </div>
      <LiveRows list={plans} words={words} empty={<NoPlans search={search()} mayAct={mayAct()} />}>
        {(lines) => <PlansTable lines={lines} />}
      </LiveRows>
      <AddPlanDialog
        open={isAdding()}
        onClose={() => setIsAdding(false)}
        onAdded={({ id }) => navigate(`/admin/plans/${id}`)}
      />
    </Page>
  )
}

function NoPlans(props: { search: string | undefined; mayAct: boolean }) {
  return (
    <Show
      when={props.search}
      fallback={
        <EmptyState kind="first-use" icon={Gauge} title={words.emptyTitle}>
          {props.mayAct ? words.emptyText : words.emptyTextAuditor}
        </EmptyState>
      }
    >
      {(search) => (
        <EmptyState
          kind="no-match"
          title={words.noMatchTitle}
          action={<LinkButton href="/admin/plans">{placesWords.clearSearch}</LinkButton>}
        >
          {words.noMatchText(search())}
        </EmptyState>
      )}
    </Show>
  )
}
