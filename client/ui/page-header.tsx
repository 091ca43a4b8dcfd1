import type { JSX } from 'solid-js'
import { For, onMount, Show } from 'solid-js'
import { createPageTitle } from './document-title.ts'
import { takeFocus } from './route-focus.ts'
import './page-header.css'

export interface PageHeaderProps {
  title: string
  /** A line below: counts, a sentence. */
  subtitle?: JSX.Element
  /** Badges after the title. */
  badges?: JSX.Element
  /** Where this page hangs; the last one is the parent. */
  breadcrumbs?: readonly { label: string; href?: string }[]
  /** Accessible name of the breadcrumbs. */
  breadcrumbsLabel?: string
  /** Buttons at the end of the title's line. */
  actions?: JSX.Element
  /** The title in the tab, where it should say more than the heading. */
  documentTitle?: string
}

/** The page's one h1; also names the tab, and takes focus after a change of page. */
export function PageHeader(props: PageHeaderProps) {
  let heading!: HTMLHeadingElement
  createPageTitle(() => props.documentTitle ?? props.title)
  onMount(() => takeFocus(heading))
  return (
    <header class="page-header">
      <Show when={props.breadcrumbs?.length}>
        <nav aria-label={props.breadcrumbsLabel}>
          <ol class="breadcrumbs">
            <For each={props.breadcrumbs}>
              {(crumb) => (
                <li>
                  <Show when={crumb.href} fallback={crumb.label}>
                    {(href) => <a href={href()}>{crumb.label}</a>}
                  </Show>
                </li>
              )}
            </For>
          </ol>
        </nav>
      </Show>
      <div class="page-header-line">
        <div class="page-header-title">
          <h1 ref={heading} tabindex="-1">
            {props.title}
          </h1>
          {props.badges}
        </div>
        <Show when={props.actions}>
          <div class="page-header-actions">{props.actions}</div>
        </Show>
      </div>
      <Show when={props.subtitle}>
        <p class="page-header-subtitle">{props.subtitle}</p>
      </Show>
    </header>
  )
}
