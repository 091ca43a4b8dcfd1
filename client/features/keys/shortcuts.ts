// Every shortcut there is, and the only place where a key is written. What one does, whoever is on the screen says, see
// acts.ts; its sentence is in words/keys.ts.
import { keyWords } from '#client/words/keys.ts'

/** Where it means something: the review queue with its list, and the review that is open there. */
export type Scope = 'everywhere' | 'queue' | 'review'

export interface Shortcut {
  /** Presses, one behind the other; `$mod` is Command on a Mac and Control elsewhere, what is in brackets may be held. */
  keys: string
  scope: Scope
  /** The page it leads to. */
  href?: string
  /** Held down, it goes on. */
  repeats?: true
  /** Of use with the hands on the keys alone: not a command of the palette. */
  isMove?: true
}

const go = (letter: string, href: string) => ({ keys: `g ${letter}`, scope: 'everywhere', href }) as const

export const shortcuts = {
  palette: { keys: '$mod+k', scope: 'everywhere', isMove: true },
  sheet: { keys: '[Shift]+?', scope: 'everywhere' },
  // Where ? and / are is the keyboard's affair: on some of them with Shift.
  search: { keys: '[Shift]+/', scope: 'everywhere', isMove: true },

  next: { keys: 'j', scope: 'queue', repeats: true, isMove: true },
  previous: { keys: 'k', scope: 'queue', repeats: true, isMove: true },
  open: { keys: 'Enter', scope: 'queue', isMove: true },
  out: { keys: 'Escape', scope: 'queue', isMove: true },
  select: { keys: 'x', scope: 'queue' },
  selectRange: { keys: 'Shift+x', scope: 'queue', isMove: true },
  undo: { keys: 'z', scope: 'queue' },

  approve: { keys: 'a', scope: 'review' },
  reject: { keys: 'r', scope: 'review' },
  ask: { keys: 'i', scope: 'review' },
  note: { keys: 'n', scope: 'review' },
  claim: { keys: 'c', scope: 'review' },

  goToOverview: go('o', '/admin'),
  goToQueue: go('q', '/admin/queue'),
  goToUsers: go('u', '/admin/users'),
  goToTeams: go('t', '/admin/teams'),
  goToOrganizations: go('n', '/admin/organizations'),
  goToCodes: go('i', '/admin/invite-codes'),
  goToAccess: go('a', '/admin/access-requests'),
  goToApps: go('p', '/admin/apps'),
  goToProducts: go('d', '/admin/products'),
  goToPlans: go('l', '/admin/plans'),
  goToCatalogues: go('c', '/admin/catalogues'),
  goToEmails: go('e', '/admin/emails'),
  goToSettings: go('s', '/admin/settings/general'),
  goToStaff: go('m', '/admin/settings/admins'),
} as const satisfies Record<string, Shortcut>

export type ShortcutId = keyof typeof shortcuts

export const shortcutIds = Object.keys(shortcuts) as ShortcutId[]

export const shortcutOf = (id: ShortcutId): Shortcut => shortcuts[id]

/** The shortcut that leads to a page of the menu. */
export const shortcutTo = (href: string): ShortcutId | undefined =>
  shortcutIds.find((id) => shortcutOf(id).href === href)

/** Whether it is made of letters and signs alone, which WCAG 2.1.4 lets everybody switch off. */
export const isSingleKey = (id: ShortcutId): boolean =>
  shortcuts[id].keys.split(' ').some((press) => /^(\[?Shift\]?\+)?.$/.test(press))

const isMac = /Mac|iPod|iPhone|iPad/.test(navigator.platform)
const nameByKey: Record<string, string> = { $mod: isMac ? '⌘' : 'Ctrl', Escape: 'Esc' }

/** The keys as they are printed, by press: `[['G'], ['Q']]`, `[['Ctrl', 'K']]`. */
export const keyNames = (id: ShortcutId): string[][] =>
  shortcuts[id].keys.split(' ').map((press) =>
    press
      .replace('[Shift]+', '')
      .split('+')
      .map((key) => nameByKey[key] ?? (key.length === 1 ? key.toUpperCase() : key)),
  )

/** What it does, in words. */
export const sentenceOf = (id: ShortcutId): string => keyWords.shortcuts[id]
