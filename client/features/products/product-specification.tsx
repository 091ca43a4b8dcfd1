import { useLocation, useSearchParams } from '@solidjs/router'
import Download from 'lucide-solid/icons/download'
import ExternalLink from 'lucide-solid/icons/external-link'
import { createEffect, on, Show, untrack } from 'solid-js'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { offerWords } from '#client/words/offer.ts'
import type { PortalProduct, ProductApi } from '#server/features/products/schema.ts'
import { OperationIndex } from './operation-index.tsx'
import { positionOf } from './operation-list.ts'
import { operationHref } from './product-address.ts'
import './product-specification.css'

const w = offerWords.specification

/** The document of each API: our own index of its operations, and the viewer. */
export function ProductSpecification(props: { product: PortalProduct }) {
  const location = useLocation()
  const [search, setSearch] = useSearchParams<{ api: string }>()
  const api = () => props.product.apis.find(({ id }) => id === search.api) ?? props.product.apis[0]
  return (
    <Show when={api()} fallback={<p class="muted">{offerWords.product.noApis}</p>}>
      {(chosen) => (
        <div class="specification">
          <div class="specification-head">
            <Show when={props.product.apis.length > 1} fallback={<h2>{chosen().name}</h2>}>
              <SelectField
                label={w.api}
                value={chosen().id}
                onChange={(id) => setSearch({ api: id })}
                options={props.product.apis.map(({ id, name }) => ({ value: id, label: name }))}
              />
            </Show>
            <Show when={chosen().document}>
              <div class="row">
                <LinkButton
                  size="small"
                  icon={ExternalLink}
                  href={viewerOf(chosen(), positionOf(location.hash))}
                  target="_blank"
                  rel="noopener"
                >
                  {w.openAlone}
                </LinkButton>
                <LinkButton size="small" icon={Download} href={`/documents/${chosen().id}?download`} download="">
                  {w.download}
                </LinkButton>
              </div>
            </Show>
          </div>
          {/* Another document, also of the same API, is another index and another viewer. */}
          <Show when={chosen().document?.id} keyed fallback={<EmptyState kind="first-use" title={w.none} />}>
            {(documentId) => <Document product={props.product} api={chosen()} documentId={documentId} />}
          </Show>
        </div>
      )}
    </Show>
  )
}

const viewerOf = ({ id }: ProductApi, position?: number) =>
  position === undefined ? `/viewer/${id}` : `/viewer/${id}#op=${position}`

function Document(props: { product: PortalProduct; api: ProductApi; documentId: string }) {
  const location = useLocation()
  let frame!: HTMLIFrameElement
  const position = () => positionOf(location.hash)
  const first = untrack(() => viewerOf(props.api, position()))
  // Replaced, so that the frame has no history of its own: one step back is one operation back.
  createEffect(
    on(
      position,
      (at) => {
        if (at !== undefined) frame.contentWindow?.location.replace(viewerOf(props.api, at))
      },
      { defer: true },
    ),
  )
  return (
    <div class="specification-body">
      <OperationIndex
        api={props.api}
        documentId={props.documentId}
        current={position()}
        hrefOf={(at) => operationHref(props.product.slug, { apiId: props.api.id, position: at })}
      />
      <iframe ref={frame} class="specification-viewer" title={w.title(props.api.name)} src={first} />
    </div>
  )
}
