// What a catalogue holds and whom it is shown to, for everybody who reads it.
import { createSignal, For, Show, type JSX } from 'solid-js'
import { PlaceHistory } from '#client/features/organizations/place-history.tsx'
import { termsLine } from '#client/features/plans/plan-terms.ts'
import { ProductStateBadge } from '#client/features/products/product-state-badge.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { catalogueWords } from '#client/words/catalogues.ts'
import type { CatalogueDetail } from '#server/features/catalogues/schema.ts'
import { isForNobody } from './catalogue-list.ts'
import { teamLabel } from './create-names.ts'
import { previewHref, whyHref } from './preview.ts'
import './catalogues.css'

const words = catalogueWords.catalogue
const shownFirst = 50

export function CatalogueContent(props: { catalogue: CatalogueDetail }) {
  const it = () => props.catalogue
  return (
    <div class="place-page">
      <AudienceCard catalogue={it()} />
      <div class="stack place-main">
        <Card title={words.products(it().productList.length)} look="panel">
          <LinkedLines of={it().productList} none={words.noProducts}>
            {(product) => (
              <>
                <a href={`/admin/products/${product.id}`}>{product.name}</a>
                <ProductStateBadge state={product.state} />
                <a
                  class="linked-end"
                  href={whyHref({ productId: product.id })}
                  aria-label={`${words.whyShort} ${product.name}`}
                >
                  {words.whyShort}
                </a>
              </>
            )}
          </LinkedLines>
        </Card>
        <Card title={words.plans(it().planList.length)} look="panel">
          <LinkedLines of={it().planList} none={words.noPlans}>
            {(plan) => (
              <>
                <a href={`/admin/plans/${plan.id}`}>{plan.name}</a>
                <span class="muted">{termsLine(plan)}</span>
              </>
            )}
          </LinkedLines>
        </Card>
      </div>
      <PlaceHistory entries={it().history} acts={words.acts} />
    </div>
  )
}

/** The sentence of the visibility, and whoever is named; an audience that does not count now is kept and says so. */
function AudienceCard(props: { catalogue: CatalogueDetail }) {
  const it = () => props.catalogue
  const hasAudience = () => it().organizationList.length + it().teamList.length > 0
  const preview = (place: { organizationId: string; teamId?: string }, name: string) => (
    <a class="linked-end" href={previewHref(place)} aria-label={words.previewAs(name)}>
      {catalogueWords.list.previewAs}
    </a>
  )
  return (
    <Card title={words.whoSees} look="panel">
      <div class="stack audience">
        <Show when={isForNobody(it())} fallback={<p>{catalogueWords.visibilities[it().visibility].sentence}</p>}>
          <Notice tone="warning">{catalogueWords.audience.empty}</Notice>
        </Show>
        <Show when={hasAudience()}>
          <Show when={it().visibility !== 'restricted'}>
            <p class="muted">{catalogueWords.audience.kept}</p>
          </Show>
          <ul class="linked-lines" aria-label={catalogueWords.audience.list}>
            <For each={it().organizationList}>
              {({ id, name }) => (
                <li>
                  <a href={`/admin/organizations/${id}`}>{name}</a>
                  <Badge>{catalogueWords.audience.organization}</Badge>
                  {preview({ organizationId: id }, name)}
                </li>
              )}
            </For>
            <For each={it().teamList}>
              {(team) => (
                <li>
                  <a href={`/admin/teams/${team.id}`}>{teamLabel(team, team.organizationName)}</a>
                  <Badge>{catalogueWords.audience.team}</Badge>
                  {preview({ organizationId: team.organizationId, teamId: team.id }, team.name)}
                </li>
              )}
            </For>
          </ul>
        </Show>
      </div>
    </Card>
  )
}

/** Lines of links, the first fifty at first. */
function LinkedLines<T>(props: { of: readonly T[]; none: string; children: (one: T) => JSX.Element }) {
  const [isOpen, setIsOpen] = createSignal(false)
  const shown = () => (isOpen() ? props.of : props.of.slice(0, shownFirst))
  return (
    <Show when={props.of.length > 0} fallback={<p class="muted">{props.none}</p>}>
      <ul class="linked-lines">
        <For each={shown()}>{(one) => <li>{props.children(one)}</li>}</For>
      </ul>
      <Show when={props.of.length > shown().length}>
        <Button size="small" variant="quiet" onClick={() => setIsOpen(true)}>
          {words.showAll(props.of.length)}
        </Button>
      </Show>
    </Show>
  )
}
