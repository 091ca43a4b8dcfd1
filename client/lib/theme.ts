import { createSignal } from 'solid-js'

/** What the person chose; `system` follows the device. public/before.js applies it before the first paint. */
export type Theme = 'system' | 'light' | 'dark'

const storageKey = 'gatehouse.theme'
const isTheme = (value: string | null): value is Theme => value === 'light' || value === 'dark' || value === 'system'

const [theme, setSignal] = createSignal<Theme>(read())
export { theme }

/** Applies the theme to this document at once and keeps it for the next visit, where storage allows. */
export function setTheme(next: Theme): void {
  apply(next)
  try {
    localStorage.setItem(storageKey, next)
  } catch {
    // Refused storage costs the memory of the choice, not the choice.
  }
}

/** Follows a choice made in another tab; returns what ends it. */
export function followTheme(): () => void {
  const onStorage = (event: StorageEvent) => {
    if (event.key === storageKey) apply(isTheme(event.newValue) ? event.newValue : 'system')
  }
  window.addEventListener('storage', onStorage)
  return () => window.removeEventListener('storage', onStorage)
}

function apply(next: Theme): void {
  if (next === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = next
  setSignal(next)
}

function read(): Theme {
  try {
    const kept = localStorage.getItem(storageKey)
    return isTheme(kept) ? kept : 'system'
  } catch {
    return 'system'
  }
}
