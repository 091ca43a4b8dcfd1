import { useNavigate, useSearchParams } from '@solidjs/router'
import Package from 'lucide-solid/icons/package'
import Plus from 'lucide-solid/icons/plus'
import { createMemo, Show } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { LiveRows } from '#client/features/organizations/live-rows.tsx'
import { createProducts } from '#client/features/products/create-products.ts'
import { ProductFilters } from '#client/features/products/product-filters.tsx'
import { isProductFiltered, readProductFilter, type ProductSearch } from '#client/features/products/product-list.ts'
import { ProductsTable } from '#client/features/products/products-table.tsx'
import { Button } from '#client/ui/button.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { productWords } from '#client/words/products.ts'

const words = productWords.list
const listHref = '/admin/products'

/** Every API product, live. */
export default function ProductsPage() {
  const { connection, me } = useSession()
  const [search, setSearch] = useSearchParams<{ [K in keyof ProductSearch]: string }>()
  const navigate = useNavigate()
  // Another address with the same filter fetches nothing.
  const filter = createMemo(() => readProductFilter({ ...search }), undefined, {
    equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  })
  const products = createProducts(connection, () => filter())
  const mayAct = () => me()?.staffRole === 'owner' || me()?.staffRole === 'approver'
  return (
    <Page width="wide">
      <PageHeader
        title={words.title}
        subtitle={words.subtitle}
        actions={
          <Show when={mayAct()}>
            <Button variant="primary" icon={Plus} onClick={() => navigate(`${listHref}/new`)}>
              {words.add}
            </Button>
          </Show>
        }
      />
      <ProductFilters
        connection={connection}
        filter={filter()}
        onChange={(change) => setSearch({ ...change }, { replace: 'q' in change })}
        onClear={() => navigate(listHref)}
      />
      <LiveRows
        list={products}
        words={words}
        empty={<NoProducts isFiltered={isProductFiltered(filter())} mayAct={mayAct()} />}
      >
        {(lines) => <ProductsTable lines={lines} />}
      </LiveRows>
    </Page>
  )
}

function NoProducts(props: { isFiltered: boolean; mayAct: boolean }) {
  return (
    <Show
      when={props.isFiltered}
      fallback={
        <EmptyState kind="first-use" icon={Package} title={words.emptyTitle}>
          {props.mayAct ? words.emptyText : words.emptyTextAuditor}
        </EmptyState>
      }
    >
      <EmptyState
        kind="no-match"
        title={words.noMatchTitle}
        action={<LinkButton href={listHref}>{words.clear}</LinkButton>}
      >
        {words.noMatchText}
      </EmptyState>
    </Show>
  )
}
