import { For, Show } from 'solid-js'
import { Card } from '#client/ui/card.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { catalogueWords } from '#client/words/catalogues.ts'
import type { PortalCatalogue } from '#server/features/catalogues/schema.ts'
import { previewHref } from './preview.ts'
import './catalogues.css'

const words = catalogueWords.places

/** The catalogues that show something to the people of an organization or a team, and the way to look through their eyes. */
export function PlaceCataloguesCard(props: {
  catalogues: readonly PortalCatalogue[]
  organizationId: string
  teamId?: string | undefined
}) {
  return (
    <Card
      title={words.title}
      look="panel"
      actions={
        <LinkButton size="small" href={previewHref(props)}>
          {catalogueWords.preview.title}
        </LinkButton>
      }
    >
      <Show when={props.catalogues.length > 0} fallback={<p class="muted">{words.none}</p>}>
        <ul class="linked-lines">
          <For each={props.catalogues}>
            {({ id, name, products }) => (
              <li>
                <a href={`/admin/catalogues/${id}`}>{name}</a>
                <span class="muted linked-end">{words.products(products)}</span>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </Card>
  )
}
