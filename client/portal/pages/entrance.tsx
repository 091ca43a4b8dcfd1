// The frame of the pages that lead in: a heading, one card, a line below; and what such a card says when there is nothing to fill in.
import type { JSX } from 'solid-js'
import { onMount, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import type { Icon } from '#client/ui/icon.ts'
import { createPageTitle } from '#client/ui/document-title.ts'
import { PageHeader } from '#client/ui/page-header.tsx'
import { takeFocus } from '#client/ui/route-focus.ts'
import { Skeleton, SkeletonBlock } from '#client/ui/skeleton.tsx'
import { portalWords } from '#client/words/portal.ts'
import './entrance.css'

export interface EntranceProps {
  /** Without a title the card says it: see `Outcome`. */
  title?: string | undefined
  subtitle?: string | undefined
  /** Beside the card, below it on small screens. */
  aside?: JSX.Element
  /** A line below the card. */
  foot?: JSX.Element
  children: JSX.Element
}

/** One thing to do, in the middle of the page. */
export function Entrance(props: EntranceProps) {
  return (
    <div class="entrance" data-aside={props.aside ? '' : undefined}>
      <div class="entrance-column">
        <Show when={props.title}>{(title) => <PageHeader title={title()} subtitle={props.subtitle} />}</Show>
        <div class="entrance-card">{props.children}</div>
        <Show when={props.foot}>
          <p class="entrance-foot">{props.foot}</p>
        </Show>
      </div>
      <Show when={props.aside}>
        <aside class="entrance-aside">{props.aside}</aside>
      </Show>
    </div>
  )
}

export interface OutcomeProps {
  icon: Icon
  tone: 'success' | 'info' | 'warning' | 'danger' | 'neutral'
  title: string
  /** One or more sentences. */
  text: JSX.Element
  action?: JSX.Element
  children?: JSX.Element
}

/** How something ended, or why it cannot begin: the page's heading with its sentence and the next step. */
export function Outcome(props: OutcomeProps) {
  let heading!: HTMLHeadingElement
  createPageTitle(() => props.title)
  onMount(() => takeFocus(heading))
  return (
    <div class="outcome">
      <span class="outcome-icon" data-tone={props.tone} aria-hidden="true">
        <Dynamic component={props.icon} size={24} />
      </span>
      <h1 ref={heading} tabindex="-1">
        {props.title}
      </h1>
      <p class="outcome-text">{props.text}</p>
      {props.children}
      <Show when={props.action}>
        <div class="outcome-action">{props.action}</div>
      </Show>
    </div>
  )
}

/** The shape of a form that is on its way. */
export function FormSkeleton(props: { fields: number }) {
  return (
    <Skeleton label={portalWords.loading}>
      <div class="entrance-skeleton">
        {Array.from({ length: props.fields }, () => (
          <>
            <SkeletonBlock width="7rem" height="0.875rem" />
            <SkeletonBlock height="2.25rem" />
          </>
        ))}
        <SkeletonBlock height="2.5rem" />
      </div>
    </Skeleton>
  )
}
