// A product for those who read only: the same contents as the form, without a control.
import { For, Show } from 'solid-js'
import { DocumentLine } from '#client/features/documents/document-line.tsx'
import { Card } from '#client/ui/card.tsx'
import { Fact, Facts } from '#client/ui/facts.tsx'
import { Prose } from '#client/ui/prose.tsx'
import { productWords } from '#client/words/products.ts'
import type { ProductDetail } from '#server/features/products/schema.ts'
import './products.css'

const labels = productWords.fields
const words = productWords.product

export function ReadProduct(props: { product: ProductDetail }) {
  return (
    <>
      <Card title={labels.about} look="panel">
        <div class="stack">
          <Facts>
            <Fact label={labels.summary}>{props.product.summary || words.noSummary}</Fact>
            <Fact label={labels.tags}>{props.product.tags.join(', ') || words.noTags}</Fact>
            <Fact label={labels.picture}>
              <Show when={props.product.picture} fallback={words.noPicture}>
                {(picture) => (
                  <img class="product-read-picture" src={`/pictures/${picture().id}`} alt={picture().text} />
                )}
              </Show>
            </Fact>
          </Facts>
          <Show when={props.product.descriptionHtml} fallback={<p class="muted">{words.noDescription}</p>}>
            {(html) => <Prose html={html()} />}
          </Show>
        </div>
      </Card>
      <Card title={labels.apis} look="panel">
        <div class="stack apis">
          <For each={props.product.apiList} fallback={<p class="muted">{labels.noApis}</p>}>
            {(api) => (
              <section class="api" aria-label={api.name}>
                <h3>{api.name}</h3>
                <p>
                  <code class="product-url">{api.baseUrl}</code>
                </p>
                <Show when={api.document} fallback={<p class="muted">{productWords.document.none}</p>}>
                  {(document) => <DocumentLine document={document()} apiId={api.id} />}
                </Show>
              </section>
            )}
          </For>
        </div>
      </Card>
      <Card title={productWords.guides.title} look="panel">
        <Show
          when={props.product.guideList.length > 0}
          fallback={<p class="muted">{productWords.guides.noneAuditor}</p>}
        >
          <ol class="guides" aria-label={productWords.guides.list}>
            <For each={props.product.guideList}>
              {(guide) => (
                <li class="guide">
                  <details>
                    <summary class="guide-title">{guide.title}</summary>
                    <Prose html={guide.html} />
                  </details>
                </li>
              )}
            </For>
          </ol>
        </Show>
      </Card>
    </>
  )
}
