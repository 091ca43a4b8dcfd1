// Any number of many, by checkboxes below a search: the chosen ones first, the rest page by page.
import { createEffect, createSignal, createUniqueId, For, on, onCleanup, Show, untrack } from 'solid-js'
import { hasInName } from '#client/features/organizations/place-list.ts'
import { toFailure, type Failure } from '#client/lib/api.ts'
import type { Cursor } from '#client/realtime/live-list.ts'
import { Button } from '#client/ui/button.tsx'
import { Checkbox } from '#client/ui/checkbox.tsx'
import { createField, FieldNotes } from '#client/ui/field.tsx'
import { words as shared } from '#client/words/en.ts'
import { adminWords } from '#client/words/admin.ts'
import { catalogueWords } from '#client/words/catalogues.ts'
import type { Names, Named } from './create-names.ts'

const words = catalogueWords.choices
const restMs = 200
const chosenShownMax = 50

export interface ChoicePage {
  rows: readonly ({ id: string } & Named)[]
  next: Cursor | null
}

export interface ChoiceListProps {
  label: string
  name: string
  searchLabel: string
  hint?: string | undefined
  error?: string | undefined
  chosen: readonly string[]
  names: Names
  find: (search: string, after: Cursor | undefined) => Promise<ChoicePage>
  /** Said when there is nothing to choose from at all. */
  none: string
  onChange: (ids: string[]) => void
}

export function ChoiceList(props: ChoiceListProps) {
  const field = createField(props)
  const labelId = createUniqueId()
  const [search, setSearch] = createSignal('')
  const [page, setPage] = createSignal<ChoicePage>()
  const [isLoading, setIsLoading] = createSignal(true)
  const [failure, setFailure] = createSignal<Failure>()
  const [showsAll, setShowsAll] = createSignal(false)
  // As it was when the search began: what is pressed does not move away under the pointer.
  const [first, setFirst] = createSignal<readonly string[]>([])
  let asked = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => (asked++, clearTimeout(timer)))

  async function load(after?: Cursor) {
    const mine = ++asked
    setIsLoading(true)
    try {
      const found = await props.find(untrack(search).trim(), after)
      if (mine !== asked) return
      for (const { id, ...named } of found.rows) props.names.put(id, named)
      setFailure(undefined)
      setPage((before) => (after && before ? { rows: [...before.rows, ...found.rows], next: found.next } : found))
    } catch (error) {
      if (mine === asked) setFailure(toFailure(error))
    }
    if (mine === asked) setIsLoading(false)
  }
  createEffect(
    on(search, (_, before) => {
      setFirst(byName(props.chosen))
      clearTimeout(timer)
      timer = setTimeout(() => void load(), before === undefined ? 0 : restMs)
    }),
  )

  const byName = (ids: readonly string[]) =>
    // eslint-disable-next-line solid/reactivity -- sorted at once
    [...ids].sort((a, b) => props.names.of(a).name.localeCompare(props.names.of(b).name, 'en'))
  /** Those of the beginning, and what somebody else put in meanwhile. */
  const chosenFirst = () => {
    const listed = new Set([...first(), ...(page()?.rows.map(({ id }) => id) ?? [])])
    const later = props.chosen.filter((id) => !listed.has(id))
    return [...first(), ...later].filter((id) => hasInName(props.names.of(id).name, search().trim()))
  }
  const rest = () => {
    const above = new Set(first())
    return (page()?.rows ?? []).map(({ id }) => id).filter((id) => !above.has(id))
  }
  const chosenShown = () => (showsAll() ? chosenFirst() : chosenFirst().slice(0, chosenShownMax))
  const isChosen = (id: string) => props.chosen.includes(id)
  const isNone = () => !isLoading() && !failure() && chosenFirst().length + rest().length === 0
  const toggle = (id: string, isIn: boolean) =>
    props.onChange(isIn ? [...props.chosen, id] : props.chosen.filter((one) => one !== id))
  return (
    <div class="field choices" role="group" aria-labelledby={labelId} aria-describedby={field.ids().describedBy}>
      <div class="field-label">
        <span id={labelId}>{props.label}</span>
        <span class="choices-count" role="status">
          {words.chosen(props.chosen.length)}
        </span>
      </div>
      <div class="choices-box">
        <input
          class="input choices-search"
          type="search"
          id={field.ids().id}
          aria-label={props.searchLabel}
          placeholder={props.searchLabel}
          autocomplete="off"
          spellcheck={false}
          maxlength={200}
          value={search()}
          onInput={(event) => setSearch(event.currentTarget.value)}
          // Enter would send the form that it stands in.
          onKeyDown={(event) => event.key === 'Enter' && !event.ctrlKey && !event.metaKey && event.preventDefault()}
        />
        <div class="choices-list">
          <Show when={chosenShown().length > 0}>
            <ul aria-label={words.chosenFirst}>
              <For each={chosenShown()}>
                {(id) => (
                  <Line named={props.names.of(id)} isChosen={isChosen(id)} onToggle={(isIn) => toggle(id, isIn)} />
                )}
              </For>
            </ul>
            <Show when={chosenFirst().length > chosenShown().length}>
              <Button size="small" variant="quiet" onClick={() => setShowsAll(true)}>
                {words.showAll(chosenFirst().length)}
              </Button>
            </Show>
          </Show>
          <Show when={rest().length > 0}>
            <ul class="choices-rest" aria-label={words.others}>
              <For each={rest()}>
                {(id) => (
                  <Line named={props.names.of(id)} isChosen={isChosen(id)} onToggle={(isIn) => toggle(id, isIn)} />
                )}
              </For>
            </ul>
          </Show>
          <Show when={isNone()}>
            <p class="muted">{search().trim() ? words.noMatch : props.none}</p>
          </Show>
          <Show when={failure()}>
            {(failed) => (
              <p class="choices-more" role="alert">
                {failed().sentence}{' '}
                <Button size="small" onClick={() => void load()}>
                  {shared.ui.retry}
                </Button>
              </p>
            )}
          </Show>
          <Show when={isLoading() && !page()}>
            <p class="muted">{words.loading}</p>
          </Show>
          <Show when={!failure() && page()?.next}>
            {(next) => (
              <Button size="small" busy={isLoading()} onClick={() => void load({ ...next() })}>
                {adminWords.loadMore}
              </Button>
            )}
          </Show>
        </div>
      </div>
      <FieldNotes hint={props.hint} error={field.error()} hintId={field.hintId} errorId={field.errorId} />
    </div>
  )
}

function Line(props: { named: Named; isChosen: boolean; onToggle: (isIn: boolean) => void }) {
  return (
    <li>
      <Checkbox
        label={props.named.name}
        hint={props.named.hint}
        checked={props.isChosen}
        onChange={(isIn) => props.onToggle(isIn)}
      />
    </li>
  )
}
