// What the shortcuts do now: whoever is on the screen says it, for as long as they are. Keys and palette both act through here.
import { createSignal, onCleanup, untrack } from 'solid-js'
import type { ShortcutId } from './shortcuts.ts'

export interface Act {
  run: () => void
  /** Whether there is something to do it to; always, unless it says. */
  applies?: () => boolean
  /** Why it cannot be done just now; said instead of doing it. */
  refusal?: () => string | undefined
  /** What it would be done to, for whoever reads the command without seeing the page. */
  about?: () => string | undefined
}

export type Acts = Partial<Record<ShortcutId, Act>>

const [sets, setSets] = createSignal<readonly Acts[]>([])
const [said, setSaid] = createSignal<{ sentence: string }>()

/** The last reason why a shortcut did nothing, an object of its own each time. */
export { said }

/** Says what shortcuts do while the owner lives; of several that apply, the last one counts. */
export function createActs(acts: Acts): void {
  setSets((all) => [...all, acts])
  onCleanup(() => setSets((all) => all.filter((one) => one !== acts)))
}

/** What a shortcut would do now; undefined where it means nothing. */
export function actOf(id: ShortcutId): Act | undefined {
  return sets().findLast((acts) => acts[id] && (acts[id].applies?.() ?? true))?.[id]
}

/** Does it, or says why not. @returns whether the shortcut means something here */
export function perform(id: ShortcutId): boolean {
  return untrack(() => {
    const act = actOf(id)
    if (!act) return false
    const sentence = act.refusal?.()
    setSaid(sentence === undefined ? undefined : { sentence })
    if (sentence === undefined) act.run()
    return true
  })
}
