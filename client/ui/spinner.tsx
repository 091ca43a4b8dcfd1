import './spinner.css'

/** A quiet sign that work is under way; the words beside it say which. */
export function Spinner() {
  return <span class="spinner" aria-hidden="true" />
}
