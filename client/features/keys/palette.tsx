import Search from 'lucide-solid/icons/search'
import X from 'lucide-solid/icons/x'
import { createEffect, createMemo, createSignal, createUniqueId, For, on, onCleanup, onMount, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { IconButton } from '#client/ui/icon-button.tsx'
import { KeyHint } from '#client/ui/key-hint.tsx'
import type { NavGroup } from '#client/ui/side-nav.tsx'
import { words as shared } from '#client/words/en.ts'
import { keyWords } from '#client/words/keys.ts'
import { isPress } from './create-keys.ts'
import { createPalette, type Entry } from './create-palette.ts'
import { hintOf } from './single-keys.ts'
import './palette.css'

const words = keyWords.palette

export interface PaletteProps {
  groups: readonly NavGroup[]
  onGo: (href: string) => void
  onClose: () => void
}

/**
 * Finds people, things, pages and what can be done here: an editable combobox whose list is always open (WAI-ARIA 1.2). The
 * focus stays in the field; arrows move, Enter chooses, Escape and a press beside it close.
 */
export default function Palette(props: PaletteProps) {
  const listId = createUniqueId()
  const [text, setText] = createSignal('')
  const [activeId, setActiveId] = createSignal<string>()
  const cameFrom = document.activeElement
  let dialog!: HTMLDialogElement
  let list!: HTMLDivElement

  const { sections, isSearching, hasFailed } = createPalette({
    text,
    groups: () => props.groups,
    goTo: (href) => props.onGo(href),
  })
  const entries = createMemo(() => sections().flatMap((section) => section.entries))
  /**
   * The one that Enter chooses: it stays when more is found, and is the first again when something else is typed. None before
   * anything is typed or moved to: Enter alone decides nothing.
   */
  const active = createMemo(
    () => entries().find(({ id }) => id === activeId()) ?? (text().trim() ? entries()[0] : undefined),
  )
  createEffect(on(text, () => setActiveId(undefined), { defer: true }))
  createEffect(
    on(active, () => list.querySelector('[aria-selected=true]')?.scrollIntoView?.({ block: 'nearest' }), {
      defer: true,
    }),
  )

  onMount(() => {
    dialog.showModal()
    dialog.querySelector('input')?.focus()
  })
  onCleanup(() => {
    if (dialog.open) dialog.close()
    if (cameFrom instanceof HTMLElement && cameFrom.isConnected) cameFrom.focus({ preventScroll: true })
  })

  function choose(entry: Entry | undefined) {
    if (!entry) return
    // Gone before it acts: what the action opens or focuses comes after the focus is back where it was.
    props.onClose()
    entry.run()
  }
  function move(by: number) {
    const all = entries()
    const at = all.findIndex(({ id }) => id === active()?.id)
    const to = at < 0 && by < 0 ? -1 : at + by
    setActiveId(all[(to + all.length) % all.length]?.id)
  }
  function press(event: KeyboardEvent) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by) move(by)
    else if (event.key === 'Enter' && !event.isComposing) choose(active())
    else if (isPress('palette', event)) props.onClose()
    else return
    event.preventDefault()
  }
  const optionId = (entry: Entry | undefined) => entry && `${listId}-${entry.id}`
  const said = () => {
    if (hasFailed()) return words.failed
    if (isSearching()) return words.searching
    return entries().length === 0 ? words.none(text().trim()) : words.count(entries().length)
  }

  return (
    <dialog
      ref={dialog}
      class="palette"
      aria-label={words.title}
      onCancel={(event) => {
        event.preventDefault()
        props.onClose()
      }}
      onClick={(event) => event.target === dialog && props.onClose()}
    >
      <div class="palette-sheet">
        <div class="palette-field">
          <Search size={18} />
          <input
            type="text"
            role="combobox"
            aria-label={words.title}
            aria-expanded="true"
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={optionId(active())}
            autocomplete="off"
            spellcheck={false}
            maxlength={100}
            placeholder={words.placeholder}
            value={text()}
            onInput={(event) => setText(event.currentTarget.value)}
            onKeyDown={press}
          />
          <IconButton label={shared.ui.close} icon={X} onClick={() => props.onClose()} />
        </div>
        <div class="palette-list" ref={list} id={listId} role="listbox" aria-label={words.list} tabindex="-1">
          <For each={sections()}>
            {(section) => (
              <div role="group" aria-label={section.title} class="palette-section">
                <div class="palette-title" aria-hidden="true">
                  {section.title}
                </div>
                <For each={section.entries}>
                  {(entry) => (
                    <div
                      class="palette-entry"
                      id={optionId(entry)}
                      role="option"
                      aria-selected={entry.id === active()?.id}
                      aria-disabled={entry.refusal ? 'true' : undefined}
                      onPointerMove={() => setActiveId(entry.id)}
                      // The field keeps the focus.
                      onMouseDown={(event) => event.preventDefault()}
                      onClick={() => choose(entry)}
                    >
                      <Dynamic component={entry.icon} size={16} />
                      <span class="palette-label">{entry.label}</span>
                      <Show when={entry.refusal ?? entry.hint}>{(hint) => <small>{hint()}</small>}</Show>
                      <Show when={entry.shortcut && hintOf(entry.shortcut)}>{(keys) => <KeyHint keys={keys()} />}</Show>
                    </div>
                  )}
                </For>
              </div>
            )}
          </For>
        </div>
        <Show when={hasFailed() || (entries().length === 0 && !isSearching())}>
          <p class="palette-none">{said()}</p>
        </Show>
        <p class="visually-hidden" role="status">
          {said()}
        </p>
        <footer class="palette-foot" aria-hidden="true">
          <span>
            <kbd>↑</kbd> <kbd>↓</kbd> {words.keys.move}
          </span>
          <span>
            <kbd>Enter</kbd> {words.keys.choose}
          </span>
          <span>
            <kbd>Esc</kbd> {words.keys.close}
          </span>
        </footer>
      </div>
    </dialog>
  )
}
