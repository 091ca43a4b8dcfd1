// What keys do and when they do nothing; the sheet that lists them; the palette by keyboard alone.
import { createMemoryHistory, MemoryRouter, Route } from '@solidjs/router'
import { fireEvent, render, screen, waitFor, within } from '@solidjs/testing-library'
import Box from 'lucide-solid/icons/box'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createActs, perform } from '#client/features/keys/acts.ts'
import { Keys } from '#client/features/keys/keys.tsx'
import { sentenceOf, shortcutIds } from '#client/features/keys/shortcuts.ts'
import { hintOf, setSingleKeys } from '#client/features/keys/single-keys.ts'
import { keyWords } from '#client/words/keys.ts'
import type { Found } from '#server/features/find/schema.ts'
import { expectAccessible } from './ui/axe.ts'

const { find } = vi.hoisted(() => ({ find: vi.fn<(input: { text: string }) => Promise<Found[]>>() }))
vi.mock('#client/lib/api.ts', () => ({ api: { admin: { find: { query: find } } } }))

beforeAll(() => {
  // jsdom knows the element but not its modal state.
  HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
    this.open = true
  }
  HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
    this.open = false
  }
})
beforeEach(() => void find.mockReset().mockResolvedValue([]))
afterEach(() => setSingleKeys(true))

const groups = [
  {
    links: [
      { href: '/admin/queue', label: 'Review queue', icon: Box },
      { href: '/admin/users', label: 'Users', icon: Box },
    ],
  },
]

function open() {
  const did = { approve: vi.fn(), reject: vi.fn(), next: vi.fn() }
  const down = { reason: undefined as string | undefined }
  const history = createMemoryHistory()
  function Page() {
    createActs({
      approve: { run: did.approve, refusal: () => down.reason, about: () => 'Maria Lindqvist' },
      reject: { run: did.reject, applies: () => false },
      next: { run: did.next },
    })
    return (
      <main>
        <form role="search">
          <input type="search" aria-label="Search" />
        </form>
        <textarea aria-label="Reason" />
        <select aria-label="State">
          <option>Any</option>
        </select>
        <input type="checkbox" aria-label="Select" />
        <div contenteditable="true">
          <b data-testid="rich">rich</b>
        </div>
        <button>Press</button>
        <Keys groups={groups} />
      </main>
    )
  }
  render(() => (
    <MemoryRouter history={history}>
      <Route path="*" component={Page} />
    </MemoryRouter>
  ))
  return { ...did, down, history }
}

const press = (key: string, more: KeyboardEventInit = {}, target: Element = document.body) =>
  fireEvent.keyDown(target, { key, code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key, ...more })

test('a key does its act, held down only if it moves, and a capital by Caps Lock is the same key', () => {
  const { approve, next } = open()
  press('a')
  press('A')
  expect(approve).toHaveBeenCalledTimes(2)
  press('a', { repeat: true })
  expect(approve).toHaveBeenCalledTimes(2)
  press('j')
  press('j', { repeat: true })
  expect(next).toHaveBeenCalledTimes(2)
})

test('nothing happens while typing, composing, with a modifier, or when somebody else took the key', () => {
  const { approve } = open()
  for (const name of ['Search', 'Reason', 'State']) press('a', {}, screen.getByLabelText(name))
  press('a', {}, screen.getByTestId('rich'))
  press('a', { isComposing: true })
  press('a', { keyCode: 229 })
  for (const modifier of ['ctrlKey', 'metaKey', 'altKey', 'shiftKey']) press('a', { [modifier]: true })
  screen.getByRole('button', { name: 'Press' }).addEventListener('keydown', (event) => event.preventDefault())
  press('a', {}, screen.getByRole('button', { name: 'Press' }))
  expect(approve).not.toHaveBeenCalled()
  press('a', {}, screen.getByLabelText('Select'))
  expect(approve).toHaveBeenCalledOnce()
})

test('the key behind g leads to a page or nowhere: it is no shortcut of its own', async () => {
  const { approve, history, next } = open()
  press('g')
  press('u')
  await waitFor(() => expect(history.get()).toBe('/admin/users'))
  press('g')
  press('j')
  expect(next).not.toHaveBeenCalled()
  // In no menu here, so it leads nowhere.
  press('g')
  press('a')
  expect(approve).not.toHaveBeenCalled()
  expect(history.get()).toBe('/admin/users')
  press('a')
  expect(approve).toHaveBeenCalledOnce()
})

test('what cannot be done now is said instead, and what means nothing here is left alone', () => {
  const { approve, reject, down } = open()
  down.reason = 'The connection is down.'
  press('a')
  expect(approve).not.toHaveBeenCalled()
  expect(screen.getByRole('status').textContent).toBe('The connection is down.')
  down.reason = undefined
  press('a')
  expect(approve).toHaveBeenCalledOnce()
  expect(screen.getByRole('status').textContent).toBe('')
  expect(press('r')).toBe(true)
  expect(reject).not.toHaveBeenCalled()
})

test('switched off, letters and signs are inert and their hints are gone; the palette stays', async () => {
  const { approve, history } = open()
  expect(hintOf('approve')).toBe('A')
  setSingleKeys(false)
  for (const key of ['a', '?', 'g', 'u', '/']) press(key)
  expect([approve.mock.calls.length, history.get(), hintOf('approve')]).toEqual([0, '/', undefined])
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(document.activeElement).toBe(document.body)
  expect(hintOf('palette')).toBe('Ctrl K')
  press('k', { ctrlKey: true })
  await screen.findByRole('combobox', { name: keyWords.palette.title })
})

test('/ goes to the search of the page', () => {
  open()
  press('/')
  expect(document.activeElement).toBe(screen.getByLabelText('Search'))
})

test('the sheet lists every shortcut, keeps the page below still, and switches single keys off', async () => {
  const { approve } = open()
  press('?', { shiftKey: true })
  const sheet = within(await screen.findByRole('dialog', { name: keyWords.sheet.title }))
  for (const id of shortcutIds) expect(sheet.getAllByText(sentenceOf(id), { selector: 'dt' }).length).toBe(1)
  await expectAccessible()
  press('a')
  expect(approve).not.toHaveBeenCalled()
  fireEvent.click(sheet.getByRole('checkbox', { name: keyWords.sheet.singleKeys }))
  expect(localStorage.getItem('gatehouse.single-keys')).toBe('off')
  fireEvent.click(sheet.getByRole('button', { name: 'Close' }))
  press('a')
  expect(approve).not.toHaveBeenCalled()
  // axe reads the whole page; a busy machine takes its time.
}, 30_000)

const options = () => within(screen.getByRole('listbox', { name: keyWords.palette.list })).getAllByRole('option')

async function openPalette() {
  const page = open()
  press('k', { ctrlKey: true })
  const input = await screen.findByRole<HTMLInputElement>('combobox', { name: keyWords.palette.title })
  const chosen = () => document.getElementById(input.getAttribute('aria-activedescendant') ?? '')
  return { ...page, input, chosen, type: (value: string) => fireEvent.input(input, { target: { value } }) }
}

test('the palette offers what can be done here and the pages, and Enter does it once it is gone', async () => {
  const { input, chosen, approve } = await openPalette()
  expect(document.activeElement).toBe(input)
  expect(options().map((option) => option.textContent)).toEqual([
    'ApproveMaria LindqvistA',
    'Keyboard shortcuts?',
    'Review queueG Q',
    'UsersG U',
  ])
  await expectAccessible()
  // Enter alone decides nothing.
  expect(chosen()).toBeNull()
  press('Enter', {}, input)
  expect(approve).not.toHaveBeenCalled()
  press('ArrowUp', {}, input)
  expect(chosen()?.textContent).toContain('Users')
  press('ArrowDown', {}, input)
  expect(chosen()?.textContent).toContain('Approve')
  approve.mockImplementation(() => expect(screen.queryByRole('dialog')).toBeNull())
  press('Enter', {}, input)
  expect(approve).toHaveBeenCalledOnce()
}, 30_000)

test('the name of who is open finds no action on them', async () => {
  const { type } = await openPalette()
  type('maria')
  await waitFor(() => expect(screen.queryAllByRole('option', { name: /Approve/ })).toEqual([]))
})

test('it goes to a page by a few letters of its name, in any order', async () => {
  const { input, type, history } = await openPalette()
  type('queue rev')
  expect(options().map((option) => option.textContent)).toEqual(['Review queueG Q'])
  press('Enter', {}, input)
  await waitFor(() => expect(history.get()).toBe('/admin/queue'))
})

test('it asks the server once the typing rests, from two letters on, and drops the answer to what was typed before', async () => {
  const answers = new Map<string, (found: Found[]) => void>()
  find.mockImplementation(({ text }) => new Promise((resolve) => answers.set(text, resolve)))
  const { input, type, history } = await openPalette()
  type('m')
  type('ma')
  await waitFor(() => expect(answers.has('ma')).toBe(true))
  type('mar')
  await waitFor(() => expect(answers.has('mar')).toBe(true))
  answers.get('mar')!([{ kind: 'user', id: 'u1', name: 'Maria Lindqvist', hint: 'maria@nordpay.example' }])
  const option = await screen.findByRole('option', { name: /maria@nordpay/ })
  answers.get('ma')!([{ kind: 'app', id: 'a1', name: 'Marina', hint: '' }])
  await Promise.resolve()
  expect(screen.queryByRole('option', { name: /Marina/ })).toBeNull()
  expect(answers.has('m')).toBe(false)
  while (option.getAttribute('aria-selected') !== 'true') press('ArrowDown', {}, input)
  press('Enter', {}, input)
  await waitFor(() => expect(history.get()).toBe('/admin/users/u1'))
})

test('it says that nothing was found, and that the search failed', async () => {
  const { type } = await openPalette()
  type('qqqq')
  await waitFor(() => expect(screen.getAllByText(keyWords.palette.none('qqqq')).length).toBeGreaterThan(0))
  find.mockRejectedValue(new Error('away'))
  type('qqqqq')
  await waitFor(() => expect(screen.getAllByText(keyWords.palette.failed).length).toBeGreaterThan(0))
})

test('the shortcut that opened the palette closes it, and the focus is back where it was', async () => {
  const { input } = await (async () => {
    const opened = open()
    screen.getByRole('button', { name: 'Press' }).focus()
    expect(perform('palette')).toBe(true)
    return { ...opened, input: await screen.findByRole('combobox', { name: keyWords.palette.title }) }
  })()
  press('k', { ctrlKey: true }, input)
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Press' }))
})
