import type { JSX } from 'solid-js'
import './page.css'

export interface PageProps {
  /** `narrow` for a form, `normal` for reading, `wide` for tables (all there is). */
  width?: 'narrow' | 'normal' | 'wide'
  children: JSX.Element
}

/** Margins and rhythm of a page: PageHeader first, then sections. (A SplitPane goes without.) */
export function Page(props: PageProps) {
  return (
    <div class="page" data-width={props.width ?? 'normal'}>
      {props.children}
    </div>
  )
}

/** A part of a page below its own h2. */
export function PageSection(props: { title: string; actions?: JSX.Element; children: JSX.Element }) {
  return (
    <section class="page-section">
      <div class="page-section-header">
        <h2>{props.title}</h2>
        {props.actions}
      </div>
      {props.children}
    </section>
  )
}
