import type { JSX } from 'solid-js'
import { children, createUniqueId, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import type { Icon } from './icon.ts'
import './card.css'

export interface CardProps {
  title?: string
  icon?: Icon
  /** Badges after the title. */
  badges?: JSX.Element
  /** Buttons at the end of the title's line. */
  actions?: JSX.Element
  /** `note`: small title with an icon, for panes. `panel`: title above a line, for pages. `plain`: no title's line. */
  look?: 'note' | 'panel'
  /** `subtle` for what a press will do; `info` for a question to the reader. */
  tone?: 'subtle' | 'info' | 'warning' | 'danger'
  /** Level of the title's heading; 2 by default. */
  level?: 2 | 3
  class?: string
  children?: JSX.Element
}

/** A bordered group of things that belong together; a region named by its title. */
export function Card(props: CardProps) {
  const titleId = createUniqueId()
  // Asked whether it is there and then shown: without this it would be made twice.
  const body = children(() => props.children)
  return (
    <section
      class={`card ${props.class ?? ''}`}
      data-look={props.look ?? 'note'}
      data-tone={props.tone}
      aria-labelledby={props.title ? titleId : undefined}
    >
      <Show when={props.title}>
        <header class="card-header">
          <div class="card-heading">
            <Show when={props.icon}>{(icon) => <Dynamic component={icon()} size={16} />}</Show>
            <Dynamic component={props.level === 3 ? 'h3' : 'h2'} id={titleId} class="card-title">
              {props.title}
            </Dynamic>
            {props.badges}
          </div>
          <Show when={props.actions}>
            <div class="card-actions">{props.actions}</div>
          </Show>
        </header>
      </Show>
      <Show when={body()}>
        <div class="card-body">{body()}</div>
      </Show>
    </section>
  )
}
