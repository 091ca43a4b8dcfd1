import { createSignal, onCleanup } from 'solid-js'

/** Whether a media query holds, live. For what CSS cannot do: a text that should be in the page once. */
export function createMedia(query: string): () => boolean {
  const media = window.matchMedia(query)
  const [holds, setHolds] = createSignal(media.matches)
  const follow = () => setHolds(media.matches)
  media.addEventListener('change', follow)
  onCleanup(() => media.removeEventListener('change', follow))
  return holds
}
