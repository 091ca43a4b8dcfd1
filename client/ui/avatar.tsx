import { For, Show } from 'solid-js'
import './avatar.css'

export interface AvatarProps {
  name: string
  /** What the colour depends on; the id keeps it when the name changes. */
  seed?: string | undefined
  size?: 'small' | 'medium' | 'large'
  /** Only where no name stands beside it. */
  label?: string | undefined
}

/** The initials of a person in a colour that stays theirs; decoration unless it has a `label`. */
export function Avatar(props: AvatarProps) {
  return (
    <span
      class="avatar"
      data-hue={hueOf(props.seed ?? props.name)}
      data-size={props.size ?? 'medium'}
      role={props.label ? 'img' : undefined}
      aria-label={props.label}
      aria-hidden={props.label ? undefined : 'true'}
      title={props.label}
    >
      {initialsOf(props.name)}
    </span>
  )
}

/** Who is here; `label` says it in words ("Ben, Ana and Lena are here"). */
export function AvatarGroup(props: { label: string; people: readonly { id: string; name: string }[]; max?: number }) {
  const max = () => props.max ?? 4
  return (
    <span class="avatar-group" role="img" aria-label={props.label} title={props.label}>
      <For each={props.people.slice(0, max())}>{(person) => <Avatar name={person.name} seed={person.id} />}</For>
      <Show when={props.people.length > max()}>
        <span class="avatar avatar-more">+{props.people.length - max()}</span>
      </Show>
    </span>
  )
}

/** First letters of the first and the last word. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean)
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words
  return letters.map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '').join('') || '?'
}

/** One of ten hues (`data-hue`) that stays with its seed. FNV-1a with a last mix (its low bits alone are uneven). */
export function hueOf(seed: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < seed.length; at++) hash = Math.imul(hash ^ seed.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return ((hash ^ (hash >>> 13)) >>> 0) % 10
}
