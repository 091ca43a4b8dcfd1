import type { JSX } from 'solid-js'
import { For, Show } from 'solid-js'
import './skeleton.css'

export interface SkeletonProps {
  /** Said to screen readers ("Loading users"). */
  label: string
  /** That many rows of a list … */
  rows?: number
  /** … or the final shape, made of `SkeletonBlock`s. */
  children?: JSX.Element
}

/** The shape of what is coming; it shows itself after 200 ms, so that quick answers do not flicker. */
export function Skeleton(props: SkeletonProps) {
  return (
    <div class="skeleton" role="status">
      <span class="visually-hidden">{props.label}</span>
      <div class="skeleton-shape" aria-hidden="true">
        <Show when={props.children === undefined} fallback={props.children}>
          <For each={Array.from({ length: props.rows ?? 6 }, (_, index) => index)}>
            {(index) => (
              <div class="skeleton-row">
                <SkeletonBlock width="1rem" height="1rem" />
                <div class="skeleton-lines">
                  <SkeletonBlock width={`${34 + ((index * 17) % 30)}%`} />
                  <SkeletonBlock width={`${22 + ((index * 23) % 26)}%`} />
                </div>
                <SkeletonBlock width="3rem" />
              </div>
            )}
          </For>
        </Show>
      </div>
    </div>
  )
}

/** One grey block; width and height are CSS lengths. */
export function SkeletonBlock(props: { width?: string; height?: string; round?: boolean }) {
  return (
    <span
      class="skeleton-block"
      data-round={props.round ? '' : undefined}
      style={{ width: props.width ?? '100%', height: props.height ?? '0.75rem' }}
    />
  )
}
