import { useNavigate } from '@solidjs/router'
import { Show } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { catalogueHref } from '#client/features/products/card-filter.ts'
import { CardGrid, CardGridSkeleton } from '#client/features/products/card-grid.tsx'
import { createCards } from '#client/features/products/create-cards.ts'
import { Button } from '#client/ui/button.tsx'
import '#client/ui/field.css'
import { offerWords } from '#client/words/offer.ts'

const w = offerWords.home
const shownMax = 6
const everything = { search: undefined, catalogueId: undefined, tag: undefined }

/** The first API products, and the search for the others. Where nothing is offered to whoever looks, nothing is said. */
export function HomeProducts() {
  const cards = createCards(useSession().connection, () => everything)
  const first = () => cards.lines()?.slice(0, shownMax)
  return (
    <Show
      when={first()}
      fallback={
        <Show when={cards.isLoading}>
          <CardGridSkeleton cards={3} />
        </Show>
      }
    >
      {(lines) => (
        <Show when={lines().length > 0}>
          <section class="home-products" aria-label={w.products} ref={(element) => cards.watch(element)}>
            <div class="home-products-head">
              <h2>{w.products}</h2>
              <HomeSearch />
            </div>
            <CardGrid lines={lines()} level={3} tagHref={(tag) => catalogueHref({ tag })} />
            <p>
              <a href="/catalogues">{w.all}</a>
            </p>
          </section>
        </Show>
      )}
    </Show>
  )
}

/** Leads to the list with what was typed; nothing happens while one types. */
function HomeSearch() {
  const navigate = useNavigate()
  let field!: HTMLInputElement
  return (
    <form
      class="home-search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        navigate(catalogueHref({ search: field.value.trim() }))
      }}
    >
      <input
        ref={field}
        class="input"
        type="search"
        autocomplete="off"
        spellcheck={false}
        maxlength={200}
        aria-label={w.search}
        placeholder={offerWords.list.searchHint}
      />
      <Button type="submit">{w.submit}</Button>
    </form>
  )
}
