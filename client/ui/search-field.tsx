import Search from 'lucide-solid/icons/search'
import { createEffect, createSignal, createUniqueId, on, onCleanup } from 'solid-js'
import './field.css'
import './search-field.css'

export interface SearchFieldProps {
  /** The accessible name; not shown, the glass and the placeholder say it. */
  label: string
  placeholder?: string
  /** What is searched for now, from the URL. */
  value: string
  /** Called when the typing rests, on Enter, and when the field is cleared. */
  onSearch: (text: string) => void
}

const restMs = 250

/** A search above a list. It writes while the typing rests, and follows when the value changes from elsewhere. */
export function SearchField(props: SearchFieldProps) {
  const id = createUniqueId()
  const [typed, setTyped] = createSignal('')
  let written = ''
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))
  createEffect(
    on(
      () => props.value,
      (value) => {
        // What comes back of my own typing must not undo the letters typed since.
        if (value === written) return
        clearTimeout(timer)
        written = value
        setTyped(value)
      },
    ),
  )
  const write = () => {
    clearTimeout(timer)
    const text = typed().trim()
    if (text === written) return
    written = text
    props.onSearch(text)
  }
  const change = (text: string) => {
    setTyped(text)
    clearTimeout(timer)
    if (text === '') write()
    else timer = setTimeout(write, restMs)
  }
  return (
    <form
      class="search-field"
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        write()
      }}
    >
      <label for={id} class="visually-hidden">
        {props.label}
      </label>
      <Search size={14} />
      <input
        id={id}
        class="input"
        type="search"
        autocomplete="off"
        spellcheck={false}
        maxlength={200}
        placeholder={props.placeholder}
        value={typed()}
        onInput={(event) => change(event.currentTarget.value)}
      />
    </form>
  )
}
