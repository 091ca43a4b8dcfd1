import X from 'lucide-solid/icons/x'
import { createSignal, For, Show } from 'solid-js'
import { createField, FieldNotes } from '#client/ui/field.tsx'
import { words as shared } from '#client/words/en.ts'
import { productWords } from '#client/words/products.ts'
import './products.css'

const words = productWords.fields

export interface TagsFieldProps {
  label: string
  name: string
  error: string
  tags: readonly string[]
  onChange: (tags: string[]) => void
}

/** Words that each become a chip: by Enter, a comma, or leaving the field. Backspace in the empty field takes the last away. */
export function TagsField(props: TagsFieldProps) {
  const field = createField({
    get label() {
      return props.label
    },
    get name() {
      return props.name
    },
    get error() {
      return props.error
    },
    hint: words.tagsHint,
  })
  const [typed, setTyped] = createSignal('')
  const [said, setSaid] = createSignal('')
  let input!: HTMLInputElement

  /** Makes chips of all that is complete. */
  function add(text: string) {
    const found = text.split(',').map((tag) => tag.trim().replace(/\s+/g, ' ').toLowerCase())
    const tags = [...new Set(found)].filter((tag) => tag !== '' && !props.tags.includes(tag))
    if (tags.length === 0) return
    props.onChange([...props.tags, ...tags])
    setSaid(words.tagAdded(tags.join(', ')))
  }
  function finish() {
    add(typed())
    setTyped('')
    input.value = ''
  }
  function remove(tag: string) {
    props.onChange(props.tags.filter((one) => one !== tag))
    setSaid(words.tagRemoved(tag))
    input.focus()
  }
  function type(text: string) {
    const at = text.lastIndexOf(',')
    if (at >= 0) add(text.slice(0, at))
    setTyped(text.slice(at + 1).trimStart())
    // Where nothing new is left, nothing is drawn anew.
    input.value = typed()
  }
  function press(event: KeyboardEvent) {
    if (event.isComposing) return
    if (event.key === 'Enter') {
      // It would send the form, also once too often.
      event.preventDefault()
      finish()
    }
    const last = props.tags.at(-1)
    if (event.key === 'Backspace' && typed() === '' && last !== undefined) remove(last)
  }
  return (
    <div class="field" data-invalid={field.error() ? '' : undefined}>
      <div class="field-label">
        <label for={field.ids().id}>{props.label}</label>
        <span class="field-optional" aria-hidden="true">
          {shared.ui.optional}
        </span>
      </div>
      <div class="tags" onClick={(event) => event.target === event.currentTarget && input.focus()}>
        <Show when={props.tags.length > 0}>
          <ul class="tags-chips" aria-label={words.tagsChosen}>
            <For each={props.tags}>
              {(tag) => (
                <li class="tag">
                  {tag}
                  <button
                    type="button"
                    aria-label={words.removeTag(tag)}
                    title={words.removeTag(tag)}
                    onClick={() => remove(tag)}
                  >
                    <X size={13} />
                  </button>
                </li>
              )}
            </For>
          </ul>
        </Show>
        <input
          ref={input}
          class="tags-input"
          id={field.ids().id}
          name={props.name}
          value={typed()}
          aria-describedby={field.ids().describedBy}
          aria-invalid={field.ids().invalid}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => type(event.currentTarget.value)}
          onKeyDown={(event) => press(event)}
          onBlur={() => finish()}
        />
      </div>
      <FieldNotes hint={words.tagsHint} error={field.error()} hintId={field.hintId} errorId={field.errorId} />
      <span class="visually-hidden" role="status">
        {said()}
      </span>
    </div>
  )
}
