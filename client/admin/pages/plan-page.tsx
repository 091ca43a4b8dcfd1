import { useNavigate, useParams } from '@solidjs/router'
import { createEffect, createSignal, For, on, Show } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { PlaceHistory } from '#client/features/organizations/place-history.tsx'
import { PlaceStates } from '#client/features/organizations/place-states.tsx'
import { createPlanDetail } from '#client/features/plans/create-plans.ts'
import { PlanDialogs } from '#client/features/plans/plan-dialogs.tsx'
import { PlanTermsList } from '#client/features/plans/plan-fields.tsx'
import { RecordActions } from '#client/features/records/record-actions.tsx'
import { idOf } from '#client/lib/id-of.ts'
import { Card } from '#client/ui/card.tsx'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { placesWords } from '#client/words/places.ts'
import { planWords } from '#client/words/plans.ts'
import type { PlanDetail } from '#server/features/plans/schema.ts'
import '#client/features/catalogues/catalogues.css'

const words = planWords.plan
const listHref = '/admin/plans'

/** One plan: what it grants, and where it can be chosen. Live. */
export default function PlanPage() {
  const { connection, me } = useSession()
  const navigate = useNavigate()
  const params = useParams<{ id: string }>()
  const id = () => idOf(params.id)
  const plan = createPlanDetail(connection, id)
  const [asking, setAsking] = createSignal<'edit' | 'delete'>()
  createEffect(on(id, () => setAsking(undefined), { defer: true }))
  const known = () => (plan.isDeleted() ? undefined : plan.value)
  const mayAct = () => me()?.staffRole === 'owner' || me()?.staffRole === 'approver'
  return (
    <Page width="wide">
      <PageHeader
        title={plan.value?.name ?? words.kind}
        subtitle={known()?.description || undefined}
        breadcrumbs={[{ label: planWords.list.title, href: listHref }]}
        breadcrumbsLabel={placesWords.breadcrumbs}
        actions={
          <Show when={mayAct() && known()}>
            <RecordActions onEdit={() => setAsking('edit')} onDelete={() => setAsking('delete')} />
          </Show>
        }
      />
      <PlaceStates detail={plan} isPossible={id() !== undefined} words={words} listHref={listHref}>
        {(shown) => (
          <>
            <Content plan={shown()} />
            <Show when={mayAct()}>
              <PlanDialogs
                plan={shown()}
                asking={asking()}
                onClose={() => setAsking(undefined)}
                onDeleted={() => navigate(listHref)}
              />
            </Show>
          </>
        )}
      </PlaceStates>
    </Page>
  )
}

function Content(props: { plan: PlanDetail }) {
  return (
    <div class="place-page">
      <Card title={words.grants} look="panel">
        <PlanTermsList plan={props.plan} />
      </Card>
      <div class="stack place-main">
        <Card title={words.catalogues} look="panel">
          <Show when={props.plan.catalogues.length > 0} fallback={<p class="muted">{words.inNone}</p>}>
            <ul class="linked-lines">
              <For each={props.plan.catalogues}>
                {({ id, name }) => (
                  <li>
                    <a href={`/admin/catalogues/${id}`}>{name}</a>
                  </li>
                )}
              </For>
            </ul>
          </Show>
        </Card>
      </div>
      <PlaceHistory entries={props.plan.history} acts={words.acts} />
    </div>
  )
}
