import { onCleanup, untrack, type Accessor } from 'solid-js'
import { matchKeybindingPress, parseKeybinding } from 'tinykeys'
import { perform } from './acts.ts'
import { shortcutIds, shortcutOf, type ShortcutId } from './shortcuts.ts'
import { isOn } from './single-keys.ts'

const bindings = shortcutIds.map((id) => ({ id, presses: parseKeybinding(shortcutOf(id).keys) }))
/** How long a first press waits for the second. */
const sequenceMs = 1_000

/** Whether these keys were pressed, all at once. */
export const isPress = (id: ShortcutId, event: KeyboardEvent): boolean =>
  parseKeybinding(shortcutOf(id).keys).every((press) => matchKeybindingPress(event, press))

/** Hears the keys of all shortcuts while the owner lives. `isPaused`: something is about to take them. */
export function createKeys(isPaused: Accessor<boolean>): void {
  let begun: { ids: ReadonlySet<ShortcutId>; at: number } | undefined

  function hear(event: KeyboardEvent) {
    if (isModifier(event) || untrack(isPaused) || isSomebodyElses(event)) return
    const sequence = begun && event.timeStamp - begun.at < sequenceMs ? begun.ids : undefined
    begun = undefined
    // The key behind `g` is never a shortcut of its own: a slip there must not approve somebody.
    const at = sequence ? 1 : 0
    const matching = bindings.filter(
      ({ id, presses }) =>
        (!sequence || sequence.has(id)) && isOn(id) && presses[at] && matchKeybindingPress(event, presses[at]),
    )
    const whole = matching.find(({ presses }) => presses.length === at + 1)
    if (whole && (!event.repeat || shortcutOf(whole.id).repeats)) {
      if (perform(whole.id)) event.preventDefault()
    } else if (!whole && matching.length > 0) {
      begun = { ids: new Set(matching.map(({ id }) => id)), at: event.timeStamp }
    }
  }
  window.addEventListener('keydown', hear)
  onCleanup(() => window.removeEventListener('keydown', hear))
}

const isModifier = ({ key }: KeyboardEvent) => ['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock'].includes(key)

const fields = 'input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select'
const editable = '[contenteditable]:not([contenteditable=false])'
/** What has keys of its own while it is open. */
const overlays = 'dialog[open], [role=menu], [role=listbox]'

/** Whether the key was meant for something else: a field, a word that is being composed, a dialog or a menu that is open. */
function isSomebodyElses(event: KeyboardEvent): boolean {
  // 229: Safari says so of the key that ends a composition.
  if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return true
  if (document.querySelector('dialog[open]')) return true
  const target = event.target instanceof Element ? event.target : document.body
  if (target.closest(overlays)) return true
  const isTyping = target.matches(fields) || target.closest(editable) !== null
  return isTyping && event.key !== 'Escape' && !event.ctrlKey && !event.metaKey
}
