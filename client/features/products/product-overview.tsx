import { For, Show } from 'solid-js'
import { PlanTable } from '#client/features/plans/plan-table.tsx'
import { PageSection } from '#client/ui/page.tsx'
import { Prose } from '#client/ui/prose.tsx'
import { offerWords } from '#client/words/offer.ts'
import type { PortalProduct } from '#server/features/products/schema.ts'
import { BaseUrls } from './base-urls.tsx'
import './product-overview.css'

const w = offerWords.product

/** What a product is, where its APIs answer, and its plans compared. */
export function ProductOverview(props: { product: PortalProduct }) {
  return (
    <div class="product-overview">
      {/* What is written begins with a heading of any level. */}
      <h2 class="visually-hidden">{w.description}</h2>
      <Show when={props.product.descriptionHtml} fallback={<p class="muted">{w.noDescription}</p>}>
        {(html) => <Prose html={html()} />}
      </Show>
      <PageSection title={w.apis}>
        <BaseUrls apis={props.product.apis} />
      </PageSection>
      <PageSection title={w.plans}>
        <Show when={props.product.catalogues.length > 0} fallback={<p class="muted">{w.noCatalogues}</p>}>
          <p class="muted">{w.plansHint}</p>
          <For each={props.product.catalogues}>
            {(catalogue) => (
              <div class="product-offer">
                <h3>{catalogue.name}</h3>
                <PlanTable label={offerWords.plans.label(catalogue.name)} plans={catalogue.plans} />
              </div>
            )}
          </For>
        </Show>
      </PageSection>
    </div>
  )
}
