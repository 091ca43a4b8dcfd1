// Beside a product: who sees it and why, and the ways to its catalogues and to its page.
import ExternalLink from 'lucide-solid/icons/external-link'
import CircleQuestionMark from 'lucide-solid/icons/circle-question-mark'
import { For, Show } from 'solid-js'
import { VisibilityBadge } from '#client/features/catalogues/visibility-badge.tsx'
import { Card } from '#client/ui/card.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { productWords } from '#client/words/products.ts'
import type { ProductDetail } from '#server/features/products/schema.ts'
import './products.css'

const words = productWords.standing

export function ProductStanding(props: { product: ProductDetail }) {
  const isUnseen = () => props.product.catalogueList.length === 0
  const sentence = () => {
    if (!isUnseen() || props.product.state === 'draft') return words[props.product.state]
    return words.unseen
  }
  return (
    <Card title={words.title} look="panel">
      <div class="stack product-side">
        <p>{sentence()}</p>
        <Show
          when={!isUnseen()}
          fallback={
            <Notice tone={props.product.state === 'draft' ? 'neutral' : 'warning'}>
              {props.product.state === 'draft' ? words.unseenDraft : words.unseenDo}{' '}
              <a href="/admin/catalogues">{words.toCatalogues}</a>
            </Notice>
          }
        >
          <ul class="product-catalogues" aria-label={words.catalogues}>
            <For each={props.product.catalogueList}>
              {(catalogue) => (
                <li>
                  <a href={`/admin/catalogues/${catalogue.id}`}>{catalogue.name}</a>
                  <VisibilityBadge visibility={catalogue.visibility} />
                </li>
              )}
            </For>
          </ul>
        </Show>
        <p class="product-link">
          <CircleQuestionMark size={16} />
          <a href={`/admin/catalogues/why?product=${props.product.id}`}>{words.why}</a>
        </p>
        <p class="product-link">
          <ExternalLink size={16} />
          <a href={`/products/${props.product.slug}`}>{words.portal}</a>
        </p>
      </div>
    </Card>
  )
}
