import { createEffect, createSignal, createUniqueId, For, on, onCleanup, Show } from 'solid-js'
import type { FieldProps } from './field.tsx'
import { Field } from './field.tsx'
import './combobox.css'

export interface Choice {
  id: string
  label: string
  /** What it is, at the end of its line. */
  hint?: string | undefined
}

export interface ComboboxProps extends FieldProps {
  /** What is chosen, in words: it stands in the field until somebody types. Empty where choosing adds to something. */
  chosen: string
  /** Looks for what was typed; the first few without it. */
  find: (text: string) => Promise<readonly Choice[]>
  onChoose: (choice: Choice) => void
  /** What to type; also what the list is called, so that the field alone has its label. */
  placeholder: string
  words: { none: string; failed: string; found: (count: number) => string }
  ref?: (input: HTMLInputElement) => void
}

const restMs = 200

/**
 * One of many, found by typing: an editable combobox with a list (WAI-ARIA 1.2). The focus stays in the field; arrows move,
 * Enter chooses, Escape closes, and what was typed without choosing is forgotten when the field is left.
 */
export function Combobox(props: ComboboxProps) {
  const listId = createUniqueId()
  const [typed, setTyped] = createSignal<string>()
  const [isOpen, setIsOpen] = createSignal(false)
  const [choices, setChoices] = createSignal<readonly Choice[]>()
  const [hasFailed, setHasFailed] = createSignal(false)
  const [active, setActive] = createSignal(0)
  let field: HTMLInputElement | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = 0
  onCleanup(() => (clearTimeout(timer), asked++))

  async function find(text: string) {
    const mine = ++asked
    try {
      const found = await props.find(text.trim())
      if (mine !== asked) return
      setHasFailed(false)
      setChoices(found)
      setActive(0)
    } catch {
      if (mine !== asked) return
      setHasFailed(true)
      setChoices([])
    }
  }
  function open() {
    if (isOpen()) return
    setIsOpen(true)
    void find(typed() ?? '')
  }
  function close() {
    clearTimeout(timer)
    asked++
    setIsOpen(false)
    setChoices(undefined)
    setTyped(undefined)
  }
  function type(text: string) {
    setTyped(text)
    setIsOpen(true)
    setChoices(undefined)
    clearTimeout(timer)
    timer = setTimeout(() => void find(text), restMs)
  }
  function choose(choice: Choice | undefined) {
    if (!choice) return
    close()
    props.onChoose(choice)
  }
  const move = (by: number) => {
    const count = choices()?.length ?? 0
    if (count > 0) setActive((at) => (at + by + count) % count)
  }
  function press(event: KeyboardEvent) {
    const { key } = event
    // Mod+Enter sends the form around it; a bare Enter never does, it would send what is half chosen.
    if (key === 'Enter' && (event.ctrlKey || event.metaKey)) return
    if (!['Enter', 'Escape', 'ArrowDown', 'ArrowUp'].includes(key) || (key === 'Escape' && !isOpen())) return
    event.preventDefault()
    event.stopPropagation()
    if (key === 'Enter') choose(isOpen() ? choices()?.[active()] : undefined)
    else if (key === 'Escape') close()
    else if (!isOpen()) open()
    else move(key === 'ArrowDown' ? 1 : -1)
  }
  // Chosen with the focus still here: what is typed next replaces it.
  createEffect(
    on(
      () => props.chosen,
      () => document.activeElement === field && typed() === undefined && field?.select(),
      { defer: true },
    ),
  )
  const optionId = (at: number) => `${listId}-${at}`
  const said = () => {
    const found = choices()
    if (!isOpen() || !found) return ''
    if (hasFailed()) return props.words.failed
    return found.length === 0 ? props.words.none : props.words.found(found.length)
  }
  createEffect(
    on([active, isOpen], () => document.getElementById(optionId(active()))?.scrollIntoView?.({ block: 'nearest' })),
  )

  return (
    <Field
      {...props}
      control={(ids) => (
        <div class="combobox">
          <input
            ref={(input) => {
              // Heard at the element: Solid hears keys at the document, where a dialog's Escape is already on its way.
              input.addEventListener('keydown', press)
              field = input
              props.ref?.(input)
            }}
            class="input"
            id={ids().id}
            name={props.name}
            type="text"
            role="combobox"
            autocomplete="off"
            spellcheck={false}
            maxlength={200}
            placeholder={props.placeholder}
            value={typed() ?? props.chosen}
            aria-expanded={isOpen() && (choices()?.length ?? 0) > 0}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={isOpen() && choices()?.length ? optionId(active()) : undefined}
            aria-describedby={ids().describedBy}
            aria-invalid={ids().invalid}
            onInput={(event) => type(event.currentTarget.value)}
            onFocus={(event) => event.currentTarget.select()}
            onClick={open}
            onBlur={close}
          />
          <div class="combobox-list" hidden={!isOpen() || !choices()}>
            <ul id={listId} role="listbox" aria-label={props.placeholder}>
              <For each={choices()}>
                {(choice, at) => (
                  <li
                    id={optionId(at())}
                    role="option"
                    aria-selected={at() === active()}
                    // The field keeps the focus.
                    onMouseDown={(event) => event.preventDefault()}
                    onClick={() => choose(choice)}
                  >
                    <span>{choice.label}</span>
                    <Show when={choice.hint}>
                      <small>{choice.hint}</small>
                    </Show>
                  </li>
                )}
              </For>
            </ul>
            <Show when={choices()?.length === 0}>
              <p class="muted">{said()}</p>
            </Show>
          </div>
          <span class="visually-hidden" role="status">
            {said()}
          </span>
        </div>
      )}
    />
  )
}
