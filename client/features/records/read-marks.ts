// What this person has read already and need not be told again, kept in this browser.
import { createSignal } from 'solid-js'

/** More than a day brings. */
const readMax = 50

function readStored(storedAs: string): string[] {
  try {
    return JSON.parse(localStorage.getItem(storedAs) ?? '[]') as string[]
  } catch {
    return []
  }
}

export function createReadMarks(storedAs: string) {
  const [readIds, setReadIds] = createSignal(readStored(storedAs))
  function markRead(id: string) {
    setReadIds((ids) => [...ids, id].slice(-readMax))
    // Where nothing can be kept, it is said again after a reload.
    try {
      localStorage.setItem(storedAs, JSON.stringify(readIds()))
    } catch {
      return
    }
  }
  return { isRead: (id: string) => readIds().includes(id), markRead }
}
