import { createSignal } from 'solid-js'
import { createKeptSwitch } from '#client/lib/kept-switch.ts'

/** Whether whoever uses this browser asked for desktop notifications. */
export const [noticesWanted, setNoticesWanted] = createKeptSwitch('gatehouse.notices', false)

export type Permission = NotificationPermission | 'unsupported'

const read = (): Permission =>
  'Notification' in window && 'locks' in navigator ? Notification.permission : 'unsupported'
const [permission, setPermission] = createSignal(read())

/** What the browser allows, as it was last seen. */
export { permission }

/** Looks again: it can be changed in the browser at any time, which tells nobody. */
export const readPermission = (): Permission => setPermission(read())

/** Asks the browser, which asks the person, unless it is settled; switches them on if it allows them. */
export async function askForNotices(): Promise<void> {
  if (read() === 'default') await Notification.requestPermission()
  setNoticesWanted(readPermission() === 'granted')
}
