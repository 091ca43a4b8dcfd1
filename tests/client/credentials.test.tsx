import { fireEvent, render, screen } from '@solidjs/testing-library'
import { createSignal, Show } from 'solid-js'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { isExpiringSoon, lastUseOf, nextEnd } from '#client/features/credentials/credential-view.ts'
import { shownForMs } from '#client/features/credentials/create-key-reveal.ts'
import { KeyLine } from '#client/features/credentials/key-line.tsx'
import { RotateDialog } from '#client/features/credentials/rotate-dialog.tsx'
import type { CredentialRow, KeyFacts } from '#server/features/credentials/schema.ts'
import { refusal } from './refusal.ts'

const calls = vi.hoisted(() => ({ reveal: vi.fn(), confirm: vi.fn(), rotate: vi.fn() }))
vi.mock('#client/lib/api.ts', async (original) => ({
  ...(await original<object>()),
  api: {
    portal: {
      credentials: { reveal: { mutate: calls.reveal }, rotate: { mutate: calls.rotate } },
      passwords: { confirm: { mutate: calls.confirm } },
    },
  },
}))

const secret = 'gatehouse_a-key-that-nobody-else-has-a3F9'
const key: KeyFacts = {
  id: 'present',
  lastFour: 'a3F9',
  issuedAt: '2026-11-01T00:00:00.000Z',
  worksUntil: null,
  lastUsedAt: null,
}
const credential: CredentialRow = {
  id: 'credential',
  appId: 'app',
  state: 'live',
  catalogueName: 'Open catalogue',
  plan: null,
  products: [{ id: 'fleet', slug: 'fleet', name: 'Fleet', baseUrls: ['https://fleet.example/v1'] }],
  keys: [key],
  issuedAt: key.issuedAt,
  expiresAt: null,
  revokedAt: null,
  version: 3,
}
const clipboard = { writeText: vi.fn<(text: string) => Promise<void>>() }

beforeEach(() => {
  // jsdom knows the element but not its modal state.
  HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
    this.open = true
  }
  HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
    this.open = false
  }
  vi.stubGlobal('navigator', Object.assign(Object.create(navigator) as Navigator, { clipboard }))
  clipboard.writeText.mockReset().mockResolvedValue()
  calls.reveal.mockReset().mockResolvedValue({ key: secret })
  calls.confirm.mockReset().mockResolvedValue(undefined)
  calls.rotate.mockReset().mockResolvedValue({ ...credential, version: credential.version + 1 })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function open() {
  const [isThere, setIsThere] = createSignal(true)
  render(() => (
    <Show when={isThere()}>
      <KeyLine of={key} isOneOfTwo={false} baseUrl="https://fleet.example/v1" email="sara@dev.example" />
    </Show>
  ))
  return { leave: () => setIsThere(false) }
}
const button = (name: string) => screen.getByRole('button', { name })
const press = (name: string) => fireEvent.click(button(name))
/** Neither shown nor hidden anywhere in the page. */
const isInPage = () => document.documentElement.outerHTML.includes(secret)

test('shows the key and how to send it, and nothing of it stays when it is hidden', async () => {
  open()
  screen.getByText('Key ending in a3F9')
  press('Reveal')
  expect((await screen.findByRole('group', { name: 'API key' })).textContent).toBe(secret)
  screen.getByText(`curl -H 'Authorization: Bearer ${secret}' https://fleet.example/v1`)
  press('Hide')
  expect(isInPage()).toBe(false)
  button('Reveal')
})

test('hides by itself after a minute', async () => {
  vi.useFakeTimers()
  open()
  press('Reveal')
  await vi.advanceTimersByTimeAsync(shownForMs - 1)
  expect(isInPage()).toBe(true)
  await vi.advanceTimersByTimeAsync(1)
  expect(isInPage()).toBe(false)
})

test('asks for the password first where it was typed long ago, keeps a wrong one at its field, and goes on with a right one', async () => {
  calls.reveal.mockRejectedValueOnce(refusal('PASSWORD_NEEDED'))
  calls.confirm.mockRejectedValueOnce(refusal('WRONG_PASSWORD'))
  open()
  press('Reveal')
  const field = await screen.findByLabelText<HTMLInputElement>('Password')
  fireEvent.input(field, { target: { value: 'a loud lighthouse' } })
  press('Confirm')
  await vi.waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'))
  expect(calls.reveal).toHaveBeenCalledOnce()
  fireEvent.input(field, { target: { value: 'a quiet lighthouse' } })
  press('Confirm')
  await screen.findByText(secret)
  expect(calls.confirm.mock.lastCall).toEqual([{ password: 'a quiet lighthouse' }])
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('without the password nothing is shown', async () => {
  calls.reveal.mockRejectedValueOnce(refusal('PASSWORD_NEEDED'))
  open()
  press('Reveal')
  await screen.findByLabelText('Password')
  press('Cancel')
  expect(calls.reveal).toHaveBeenCalledOnce()
  expect(isInPage()).toBe(false)
})

test('copies without showing, also after the password', async () => {
  calls.reveal.mockRejectedValueOnce(refusal('PASSWORD_NEEDED'))
  open()
  press('Copy')
  fireEvent.input(await screen.findByLabelText('Password'), { target: { value: 'a quiet lighthouse' } })
  press('Confirm')
  await vi.waitFor(() => expect(clipboard.writeText).toHaveBeenCalledExactlyOnceWith(secret))
  await vi.waitFor(() => expect(button('Copy').textContent).toBe('Copied'))
  expect(isInPage()).toBe(false)
})

test('what the browser refuses to copy is shown, to be copied by hand', async () => {
  clipboard.writeText.mockRejectedValueOnce(new Error('denied'))
  open()
  press('Copy')
  await screen.findByText(/refused the clipboard/)
  screen.getByText(secret)
})

test('an answer that comes after the line has gone shows nothing and writes nothing', async () => {
  let answer!: (found: { key: string }) => void
  calls.reveal.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)))
  const { leave } = open()
  press('Copy')
  leave()
  answer({ key: secret })
  await Promise.resolve()
  expect(clipboard.writeText).not.toHaveBeenCalled()
  expect(isInPage()).toBe(false)
})

test('a rotation that came second says so, and the next press is about how it is now', async () => {
  calls.rotate.mockRejectedValueOnce(refusal('CREDENTIAL_CHANGED', { credential: { ...credential, version: 4 } }))
  const onClose = vi.fn()
  render(() => <RotateDialog open credential={credential} onClose={onClose} />)
  fireEvent.change(screen.getByRole('combobox', { name: 'Old key ends' }), { target: { value: '0' } })
  screen.getByText(/…a3F9 stops working at once/)
  press('Rotate')
  await screen.findByText(/a moment before you/)
  expect(onClose).not.toHaveBeenCalled()
  press('Rotate')
  await vi.waitFor(() => expect(onClose).toHaveBeenCalledOnce())
  expect(calls.rotate.mock.calls.map(([input]) => input as object)).toMatchObject([
    { id: 'credential', version: 3, overlapHours: 0 },
    { id: 'credential', version: 4, overlapHours: 0 },
  ])
})

test('an expiry is near two weeks before, of short-lived keys at half their life', () => {
  const at = (issuedAt: string, expiresAt: string) => ({ keys: [{ ...key, issuedAt }], expiresAt })
  const yearly = at('2026-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z')
  expect(isExpiringSoon(yearly, Date.parse('2026-12-17T00:00:00.000Z'))).toBe(false)
  expect(isExpiringSoon(yearly, Date.parse('2026-12-19T00:00:00.000Z'))).toBe(true)
  const weekly = at('2026-01-01T00:00:00.000Z', '2026-01-08T00:00:00.000Z')
  expect(isExpiringSoon(weekly, Date.parse('2026-01-03T00:00:00.000Z'))).toBe(false)
  expect(isExpiringSoon(weekly, Date.parse('2026-01-05T00:00:00.000Z'))).toBe(true)
  expect(isExpiringSoon({ keys: [key], expiresAt: null }, Date.now())).toBe(false)
})

test('the last use is that of whichever key, and the next end that of whatever ends first', () => {
  const old = { ...key, worksUntil: '2026-11-21T13:00:00.000Z', lastUsedAt: '2026-11-21T11:00:00.000Z' }
  const rotating = { ...credential, expiresAt: '2026-11-22T00:00:00.000Z', keys: [key, old] }
  expect(lastUseOf(rotating.keys)).toBe('2026-11-21T11:00:00.000Z')
  expect(nextEnd([rotating], Date.parse('2026-11-21T12:00:00.000Z'))).toBe(Date.parse(old.worksUntil))
  expect(nextEnd([rotating], Date.parse('2026-11-21T14:00:00.000Z'))).toBe(Date.parse(rotating.expiresAt))
  expect(nextEnd([{ ...rotating, state: 'revoked' }], 0)).toBeUndefined()
})
