import { createKeptSwitch } from '#client/lib/kept-switch.ts'
import { isSingleKey, keyNames, type ShortcutId } from './shortcuts.ts'

/** Whether shortcuts of letters and signs are on. Who dictates switches them off: spoken words would press them (WCAG 2.1.4). */
export const [singleKeys, setSingleKeys] = createKeptSwitch('gatehouse.single-keys', true)

export const isOn = (id: ShortcutId): boolean => singleKeys() || !isSingleKey(id)

/** What a control shows as the key that does the same: nothing while that key is off. */
export const hintOf = (id: ShortcutId): string | undefined =>
  isOn(id)
    ? keyNames(id)
        .map((press) => press.join(press[0] === '⌘' ? '' : ' '))
        .join(' ')
    : undefined
