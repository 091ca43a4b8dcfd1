// What the palette offers for what was typed: what can be done here, the pages, and what the server finds.
import uFuzzy from '@leeoniya/ufuzzy'
import Box from 'lucide-solid/icons/box'
import Building from 'lucide-solid/icons/building-complex'
import Inbox from 'lucide-solid/icons/inbox'
import Package from 'lucide-solid/icons/package'
import Ticket from 'lucide-solid/icons/ticket'
import Users from 'lucide-solid/icons/users'
import Zap from 'lucide-solid/icons/zap'
import { createEffect, createMemo, createSignal, on, onCleanup, type Accessor } from 'solid-js'
import { api } from '#client/lib/api.ts'
import type { Icon } from '#client/ui/icon.ts'
import type { NavGroup } from '#client/ui/side-nav.tsx'
import { keyWords } from '#client/words/keys.ts'
import { findLengthMin, foundKinds, type Found, type FoundKind } from '#server/features/find/schema.ts'
import { actOf, perform } from './acts.ts'
import { sentenceOf, shortcutIds, shortcutOf, shortcutTo, type Scope, type ShortcutId } from './shortcuts.ts'

const words = keyWords.palette

export interface Entry {
  id: string
  icon: Icon
  label: string
  hint?: string | undefined
  shortcut?: ShortcutId | undefined
  /** why it cannot be done now; choosing it says so too */
  refusal?: string | undefined
  run: () => void
}

export interface Section {
  title: string
  entries: Entry[]
}

const restMs = 150
const fuzzy = new uFuzzy({ intraMode: 1 })

const iconByKind: Record<FoundKind, Icon> = {
  review: Inbox,
  user: Users,
  organization: Building,
  app: Box,
  code: Ticket,
  product: Package,
}
const pathByKind: Record<FoundKind, string> = {
  review: '/admin/queue',
  user: '/admin/users',
  organization: '/admin/organizations',
  app: '/admin/apps',
  code: '/admin/invite-codes',
  product: '/admin/products',
}

export interface PaletteSource {
  /** what was typed */
  text: Accessor<string>
  groups: Accessor<readonly NavGroup[]>
  goTo: (href: string) => void
}

export function createPalette({ text, groups, goTo }: PaletteSource) {
  const search = createFind(text)
  // What is nearest first: the open review, the queue, everything.
  const nearness: Scope[] = ['review', 'queue', 'everywhere']
  const actions = createMemo(() =>
    shortcutIds
      .filter((id) => !shortcutOf(id).isMove && !shortcutOf(id).href && actOf(id))
      .sort((one, other) => nearness.indexOf(shortcutOf(one).scope) - nearness.indexOf(shortcutOf(other).scope))
      .map((id): Entry => {
        const { about, refusal } = actOf(id) ?? {}
        const run = () => void perform(id)
        return { id, icon: Zap, label: sentenceOf(id), hint: about?.(), refusal: refusal?.(), shortcut: id, run }
      }),
  )
  const pages = createMemo(() =>
    groups()
      .flatMap(({ links }) => links)
      .map(({ href, label, icon }): Entry => {
        return { id: href, icon, label, shortcut: shortcutTo(href), run: () => goTo(href) }
      }),
  )
  const foundOf = (kind: FoundKind): Entry[] =>
    search.found().flatMap((one) => {
      const href = `${pathByKind[kind]}/${one.id}`
      const { name: label, hint } = one
      return one.kind === kind ? { id: href, icon: iconByKind[kind], label, hint, run: () => goTo(href) } : []
    })
  const sections = createMemo(() => {
    const all: Section[] = [
      { title: words.actions, entries: pick(actions(), text()) },
      { title: words.pages, entries: pick(pages(), text()) },
      ...foundKinds.map((kind) => ({ title: words.kinds[kind], entries: foundOf(kind) })),
    ]
    return all.filter(({ entries }) => entries.length > 0)
  })
  return { sections, isSearching: search.isSearching, hasFailed: search.hasFailed }
}

/**
 * Those that match what was typed, the best first; all of them while nothing is. By what they do alone: who types the name of a
 * person looks for them, and does not decide on them.
 */
function pick(entries: Entry[], text: string): Entry[] {
  if (!text.trim()) return entries
  const [found, info, order] = fuzzy.search(
    entries.map(({ label }) => label),
    text,
    1,
  )
  const best = order ? order.map((at) => info.idx[at]!) : (found ?? [])
  return best.map((at) => entries[at]!)
}

/** What the server finds for the text, asked once the typing rests. An answer to an older text is dropped. */
function createFind(text: Accessor<string>) {
  const [answer, setAnswer] = createSignal<readonly Found[]>([])
  const [isSearching, setIsSearching] = createSignal(false)
  const [hasFailed, setHasFailed] = createSignal(false)
  const wanted = createMemo(() => text().trim())
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = 0

  async function ask(mine: number, looked: string) {
    const found = await api.admin.find.query({ text: looked }).catch(() => undefined)
    if (mine !== asked) return
    setAnswer(found ?? [])
    setHasFailed(!found)
    setIsSearching(false)
  }
  createEffect(
    on(wanted, (looked) => {
      clearTimeout(timer)
      const mine = ++asked
      setHasFailed(false)
      setIsSearching(looked.length >= findLengthMin)
      if (looked.length < findLengthMin) return setAnswer([])
      // Until the answer comes, those of the last one that fit: nothing flickers, and Enter chooses nothing else.
      const fits = ({ name, hint }: Found) => `${name} ${hint}`.toLowerCase().includes(looked.toLowerCase())
      setAnswer((before) => before.filter(fits))
      timer = setTimeout(() => void ask(mine, looked), restMs)
    }),
  )
  onCleanup(() => (clearTimeout(timer), asked++))
  return { found: answer, isSearching, hasFailed }
}
