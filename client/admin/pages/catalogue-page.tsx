import { useNavigate, useParams } from '@solidjs/router'
import { createEffect, createSignal, on, Show } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { CatalogueContent } from '#client/features/catalogues/catalogue-content.tsx'
import { CatalogueDialogs } from '#client/features/catalogues/catalogue-dialogs.tsx'
import { createCatalogueDetail } from '#client/features/catalogues/create-catalogues.ts'
import { previewHref } from '#client/features/catalogues/preview.ts'
import { VisibilityBadge } from '#client/features/catalogues/visibility-badge.tsx'
import { PlaceStates } from '#client/features/organizations/place-states.tsx'
import { RecordActions } from '#client/features/records/record-actions.tsx'
import { idOf } from '#client/lib/id-of.ts'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { catalogueWords } from '#client/words/catalogues.ts'
import { placesWords } from '#client/words/places.ts'

const words = catalogueWords.catalogue
const listHref = '/admin/catalogues'

/** One catalogue: what it offers, and to whom. Live. */
export default function CataloguePage() {
  const { connection, me } = useSession()
  const navigate = useNavigate()
  const params = useParams<{ id: string }>()
  const id = () => idOf(params.id)
  const catalogue = createCatalogueDetail(connection, id)
  const [asking, setAsking] = createSignal<'edit' | 'delete'>()
  createEffect(on(id, () => setAsking(undefined), { defer: true }))
  const known = () => (catalogue.isDeleted() ? undefined : catalogue.value)
  const mayAct = () => me()?.staffRole === 'owner' || me()?.staffRole === 'approver'
  return (
    <Page width="wide">
      <PageHeader
        title={catalogue.value?.name ?? words.kind}
        badges={<Show when={known()}>{(shown) => <VisibilityBadge visibility={shown().visibility} />}</Show>}
        breadcrumbs={[{ label: catalogueWords.list.title, href: listHref }]}
        breadcrumbsLabel={placesWords.breadcrumbs}
        actions={
          <Show when={known()}>
            <LinkButton href={previewHref({})}>{catalogueWords.list.previewAs}</LinkButton>
            <Show when={mayAct()}>
              <RecordActions onEdit={() => setAsking('edit')} onDelete={() => setAsking('delete')} />
            </Show>
          </Show>
        }
      />
      <PlaceStates detail={catalogue} isPossible={id() !== undefined} words={words} listHref={listHref}>
        {(shown) => (
          <>
            <CatalogueContent catalogue={shown()} />
            <Show when={mayAct()}>
              <CatalogueDialogs
                catalogue={shown()}
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
