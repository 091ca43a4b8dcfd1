import { createEffect, createRoot, createSignal, onCleanup } from 'solid-js'

// The tab's face: "(12) Review queue · Gatehouse", a dot in the icon, a badge on the installed app.
const [product, setProduct] = createSignal('Gatehouse')
const [waiting, setWaiting] = createSignal(0)
const [titles, setTitles] = createSignal<readonly string[]>([])

/** The name after the dot: the product, or the provider's own. */
export const setProductName = (name: string): void => void setProduct(name)

/** How many things wait for the person in front; zero takes every sign away. */
export const setWaitingCount = (count: number): void => void setWaiting(count)

/** Names the page in the tab while its owner lives; the innermost one wins. */
export function createPageTitle(title: () => string): void {
  createEffect(() => {
    const mine = title()
    setTitles((all) => [...all, mine])
    onCleanup(() => setTitles((all) => withoutLast(all, mine)))
  })
}

function withoutLast(all: readonly string[], one: string): readonly string[] {
  const at = all.lastIndexOf(one)
  return at < 0 ? all : [...all.slice(0, at), ...all.slice(at + 1)]
}

interface BadgeNavigator {
  setAppBadge?: (count: number) => Promise<void>
  clearAppBadge?: () => Promise<void>
}

createRoot(() => {
  createEffect(() => {
    const page = titles().at(-1)
    const name = page && page !== product() ? `${page} · ${product()}` : product()
    document.title = waiting() > 0 ? `(${waiting()}) ${name}` : name
  })
  createEffect(() => {
    const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]')
    if (icon) icon.href = waiting() > 0 ? '/favicon-waiting.svg' : '/favicon.svg'
    const app = navigator as BadgeNavigator
    // Refused where the app is not installed; there the title says it.
    if (waiting() > 0) app.setAppBadge?.(waiting()).catch(() => undefined)
    else app.clearAppBadge?.().catch(() => undefined)
  })
})
