import type { JSX } from 'solid-js'
import './facts.css'

export interface FactsProps {
  /** `rows`: label left, value right, for panes. `columns`: label above value, side by side, for cards. */
  look?: 'rows' | 'columns'
  children: JSX.Element
}

/** A definition list; fill it with `Fact`s. */
export function Facts(props: FactsProps) {
  return (
    <dl class="facts" data-look={props.look ?? 'rows'}>
      {props.children}
    </dl>
  )
}

export function Fact(props: { label: string; children: JSX.Element }) {
  return (
    <div class="fact">
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  )
}
