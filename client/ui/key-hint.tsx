import './key-hint.css'

/** Shows which key does the same as the control it stands in; hidden from the accessible name. */
export function KeyHint(props: { keys: string }) {
  return (
    <kbd class="key-hint" aria-hidden="true">
      {props.keys}
    </kbd>
  )
}
