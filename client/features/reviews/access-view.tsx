import KeyRound from 'lucide-solid/icons/key-round'
import { For, Show } from 'solid-js'
import { limitsLine } from '#client/features/plans/plan-terms.ts'
import { Badge } from '#client/ui/badge.tsx'
import { Fact } from '#client/ui/facts.tsx'
import { accessWords as words } from '#client/words/access.ts'
import { adminWords } from '#client/words/admin.ts'
import type { DetailOf, RowOf } from '#server/features/reviews/schema.ts'
import { AccessPlan, planOf } from './access-plan.tsx'
import type { ReviewKindView } from './kind-view.ts'

type Row = RowOf<'access'>
type Detail = DetailOf<'access'>

const nameOf = ({ facts }: Row) => `${facts.firstName} ${facts.lastName}`

/** A request for access in the queue: which app asks for what under which plan, what it has, and what a yes issues. */
export const accessView: ReviewKindView<'access'> = {
  icon: KeyRound,
  label: words.label,
  shortLabel: words.shortLabel,
  tab: words.tab,
  title: ({ facts }) => facts.name,
  line: ({ facts }) => words.line(facts.products, facts.approvedPlanName ?? facts.planName),
  shortName: ({ facts }) => facts.firstName,
  result: ({ facts }) => facts.approvedPlanName,
  rejectTitle: ({ facts }) => words.rejectTitle(facts.name),
  rejectText: (row) => words.rejectText(nameOf(row)),
  acts: words.acts,
  autoBy: words.byPlan,
  neverBefore: words.neverAsked,

  Badges: (props: { row: Row }) => (
    <Show when={props.row.facts.earlier > 0}>
      <Badge tone="info">{words.askedBefore}</Badge>
    </Show>
  ),

  FactLines: (props: { row: Row; detail: Detail | undefined }) => (
    <>
      <Fact label={words.requester}>
        <a href={`/admin/users/${props.row.requesterId}`}>{nameOf(props.row)}</a>
      </Fact>
      <Fact label={adminWords.review.email}>
        <span class="review-email">{props.row.facts.email}</span>
      </Fact>
      <Fact label={words.app}>
        <Show
          when={props.detail?.about.app !== null}
          fallback={
            <span>
              {props.row.facts.name} <span class="muted">({words.appGone})</span>
            </span>
          }
        >
          <a href={`/admin/apps/${props.row.facts.appId}`}>{props.row.facts.name}</a>
        </Show>
      </Fact>
      <Fact label={words.organization}>
        <Show when={props.detail?.about.app} fallback={props.row.facts.organizationName}>
          {(app) => <a href={`/admin/organizations/${app().organization.id}`}>{app().organization.name}</a>}
        </Show>
      </Fact>
      <Show when={props.detail?.about}>
        {(about) => (
          <>
            <Fact label={words.products}>
              <ul class="fact-lines">
                <For each={about().products}>
                  {(product) => (
                    <li>
                      <a href={`/admin/products/${product.id}`}>{product.name}</a>{' '}
                      <Show when={product.state !== 'published'}>
                        <span class="muted">({product.state === 'draft' ? words.withdrawn : words.deprecated})</span>
                      </Show>
                    </li>
                  )}
                </For>
              </ul>
            </Fact>
            <Fact label={words.catalogue}>{props.row.facts.catalogueName}</Fact>
            <Fact label={words.plan}>
              <Show when={about().plan} fallback={words.planGone}>
                {(plan) => (
                  <span>
                    <a href={`/admin/plans/${plan().id}`}>{plan().name}</a>{' '}
                    <span class="muted">{limitsLine(plan())}</span>
                  </span>
                )}
              </Show>
            </Fact>
            <Fact label={words.reason}>{about().reason || <span class="muted">{words.noReason}</span>}</Fact>
            <Fact label={words.has}>
              <Show when={about().has.length > 0} fallback={<span class="muted">{words.hasNothing}</span>}>
                <ul class="fact-lines">
                  <For each={about().has}>
                    {(held) => (
                      <li>
                        {held.productName}{' '}
                        <Show when={held.planName}>{(plan) => <span class="muted">{words.under(plan())}</span>}</Show>
                      </li>
                    )}
                  </For>
                </ul>
              </Show>
            </Fact>
          </>
        )}
      </Show>
    </>
  ),

  Effects: (props) => {
    const plan = () => planOf(props.detail, props.options.planId)?.name ?? props.detail.facts.planName
    return (
      <>
        <li>{words.issue(props.detail.facts.name, plan())}</li>
        <li>{words.open(props.detail.about.products.length)}</li>
        <li>{words.sendMail(props.detail.about.mails, props.detail.facts.name)}</li>
      </>
    )
  },

  Choice: AccessPlan,

  Outcome: (props: { detail: Detail }) => (
    <p>
      <Show when={props.detail.about.app} fallback={words.gone}>
        {(app) => (
          <>
            {app().hasCredential ? words.issued : words.waits} <a href={`/admin/apps/${app().id}`}>{words.toApp}</a>
          </>
        )}
      </Show>
    </p>
  ),
}
