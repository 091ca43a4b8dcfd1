// The keys of the console: heard for as long as it is open, with the palette and the sheet they open.
import { useNavigate } from '@solidjs/router'
import { createSignal, lazy, Match, onMount, Suspense, Switch } from 'solid-js'
import type { NavGroup } from '#client/ui/side-nav.tsx'
import { createActs, said } from './acts.ts'
import { createKeys } from './create-keys.ts'
import { shortcutIds, shortcutOf } from './shortcuts.ts'
import './keys.css'

const Palette = lazy(() => import('./palette.tsx'))
const KeySheet = lazy(() => import('./key-sheet.tsx'))

/** `groups`: the menu, whose pages the keys and the palette lead to. */
export function Keys(props: { groups: readonly NavGroup[] }) {
  const navigate = useNavigate()
  const [open, setOpen] = createSignal<'palette' | 'sheet'>()
  const close = () => setOpen(undefined)
  const search = () => document.querySelector<HTMLInputElement>('main [role=search] input')

  // What is typed while the palette is on its way is meant for it.
  createKeys(() => open() !== undefined)
  createActs({
    palette: { run: () => setOpen('palette') },
    sheet: { run: () => setOpen('sheet') },
    search: {
      applies: () => search() !== null,
      run() {
        search()?.focus()
        search()?.select()
      },
    },
  })
  const isInMenu = (href: string) => props.groups.some(({ links }) => links.some((link) => link.href === href))
  createActs(
    Object.fromEntries(
      shortcutIds.flatMap((id) => {
        const { href } = shortcutOf(id)
        return href ? [[id, { run: () => navigate(href), applies: () => isInMenu(href) }]] : []
      }),
    ),
  )
  onMount(() => window.requestIdleCallback?.(() => void Palette.preload()))

  return (
    <>
      <p class="visually-hidden keys-said" role="status">
        {said()?.sentence}
      </p>
      <Suspense>
        <Switch>
          <Match when={open() === 'palette'}>
            <Palette groups={props.groups} onGo={(href) => navigate(href)} onClose={close} />
          </Match>
          <Match when={open() === 'sheet'}>
            <KeySheet onClose={close} />
          </Match>
        </Switch>
      </Suspense>
    </>
  )
}
