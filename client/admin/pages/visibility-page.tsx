import { useSearchParams } from '@solidjs/router'
import { createMemo, Match, Switch } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { createExplanation } from '#client/features/catalogues/create-explanation.ts'
import { ExplanationView } from '#client/features/catalogues/explanation-view.tsx'
import { findPeople, findProducts } from '#client/features/catalogues/find-choices.ts'
import { NoRecord } from '#client/features/records/no-record.tsx'
import { nameOf } from '#client/features/users/user-list.ts'
import { idOf } from '#client/lib/id-of.ts'
import { api } from '#client/lib/api.ts'
import { createLive } from '#client/realtime/create-live.ts'
import { Combobox, type Choice } from '#client/ui/combobox.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { Skeleton, SkeletonBlock } from '#client/ui/skeleton.tsx'
import { catalogueWords } from '#client/words/catalogues.ts'
import { placesWords } from '#client/words/places.ts'
import '#client/features/organizations/places.css'

const words = catalogueWords.why
/** Not an id: nobody in particular. */
const visitor = { id: 'visitor', label: words.visitor, hint: words.visitorHint }

async function findAnybody(text: string): Promise<Choice[]> {
  const isVisitor = words.visitor.toLowerCase().includes(text.toLowerCase())
  return [...(isVisitor ? [visitor] : []), ...(await findPeople(text))]
}

/** Why a person can, or cannot, see a product: the two are chosen, and stand in the address. Live. */
export default function VisibilityPage() {
  const { connection } = useSession()
  const [address, setAddress] = useSearchParams<{ person: string; product: string }>()
  const personId = createMemo(() => idOf(address.person))
  const productId = createMemo(() => idOf(address.product))
  const explanation = createExplanation(connection, () => ({ personId: personId(), productId: productId() }))
  // Before a product is chosen, nothing else says who it is about.
  const person = createLive<string, { name: string }>(connection, {
    key: personId,
    fetch: async (id) => ({ name: nameOf(await api.admin.users.get.query({ id })) }),
    apply: () => undefined,
  })
  const personName = () =>
    personId() === undefined ? words.visitor : (explanation.value?.person?.name ?? person.value?.name ?? '')
  return (
    <Page width="wide">
      <PageHeader
        title={words.title}
        subtitle={words.subtitle}
        breadcrumbs={[{ label: catalogueWords.list.title, href: '/admin/catalogues' }]}
        breadcrumbsLabel={placesWords.breadcrumbs}
      />
      <div class="explain-choice">
        <Combobox
          label={words.person}
          placeholder={words.findPerson}
          chosen={personName()}
          find={findAnybody}
          onChoose={({ id }) => setAddress({ person: id === visitor.id ? null : id })}
          words={catalogueWords.finding}
        />
        <Combobox
          label={words.product}
          placeholder={words.findProduct}
          chosen={productId() === undefined ? '' : (explanation.value?.product.name ?? '')}
          find={findProducts}
          onChoose={({ id }) => setAddress({ product: id })}
          words={catalogueWords.finding}
        />
      </div>
      <Switch>
        <Match when={productId() === undefined}>
          <EmptyState kind="first-use" title={words.choose}>
            {words.chooseText}
          </EmptyState>
        </Match>
        {/* A person or product that is deleted meanwhile is not explained any more. */}
        <Match when={explanation.failure}>
          <NoRecord
            failure={explanation.failure}
            words={words}
            back={<></>}
            onRetry={() => explanation.refetch()}
            busy={explanation.isLoading}
          />
        </Match>
        <Match when={explanation.value}>{(known) => <ExplanationView explanation={known()} />}</Match>
        <Match when={explanation.isLoading}>
          <Skeleton label={words.loading}>
            <SkeletonBlock height="4rem" />
            <SkeletonBlock height="20rem" />
          </Skeleton>
        </Match>
      </Switch>
    </Page>
  )
}
