import { createSignal, type Accessor } from 'solid-js'

/** A switch that this browser remembers and that all of its tabs follow, where storage allows; else it lasts as long as the tab. */
export function createKeptSwitch(key: string, isOnAtFirst: boolean): [Accessor<boolean>, (isOn: boolean) => void] {
  const read = (kept: string | null) => (kept === null ? isOnAtFirst : kept === 'on')
  const [isOn, setIsOn] = createSignal(readKept())
  function readKept(): boolean {
    try {
      return read(localStorage.getItem(key))
    } catch {
      return isOnAtFirst
    }
  }
  function set(next: boolean): void {
    setIsOn(next)
    try {
      localStorage.setItem(key, next ? 'on' : 'off')
    } catch {
      // Refused storage costs the memory of the choice, not the choice.
    }
  }
  // For as long as the document lives, as the switch does.
  window.addEventListener('storage', (event) => {
    if (event.key === key) setIsOn(read(event.newValue))
  })
  return [isOn, set]
}
