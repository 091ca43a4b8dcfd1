import './skip-link.css'

/** The first thing Tab reaches: goes past header and menu to the element with this id. */
export function SkipLink(props: { to: string; label: string }) {
  return (
    <a
      class="skip-link"
      href={`#${props.to}`}
      onClick={(event) => {
        // Focus, not only the address: the router would scroll and leave focus here.
        event.preventDefault()
        document.getElementById(props.to)?.focus()
      }}
    >
      {props.label}
    </a>
  )
}
