import { fireEvent, render, screen } from '@solidjs/testing-library'
import { expect, it, vi } from 'vitest'
import { Combobox, type Choice } from '#client/ui/combobox.tsx'

const acme = { id: 'acme', label: 'Acme' }
const nordpay = { id: 'nordpay', label: 'Nordpay' }

function open(find: (text: string) => Promise<Choice[]>, chosen = '') {
  const onChoose = vi.fn()
  const onSubmit = vi.fn((event: Event) => event.preventDefault())
  const words = { none: 'Nothing found.', failed: 'Failed.', found: (count: number) => `${count} found` }
  render(() => (
    <form onSubmit={onSubmit}>
      <Combobox
        label="Organization"
        placeholder="Search"
        chosen={chosen}
        find={find}
        onChoose={onChoose}
        words={words}
      />
    </form>
  ))
  return { input: screen.getByRole<HTMLInputElement>('combobox', { name: 'Organization' }), onChoose, onSubmit }
}
const press = (input: HTMLElement, key: string) => fireEvent.keyDown(input, { key })

it('finds by typing, moves by arrows, chooses by Enter, and says how many there are', async () => {
  const { input, onChoose, onSubmit } = open(async (text) =>
    [acme, nordpay].filter(({ label }) => label.toLowerCase().includes(text)),
  )
  press(input, 'ArrowDown')
  await screen.findByRole('option', { name: 'Nordpay' })
  screen.getByText('2 found')
  press(input, 'ArrowDown')
  expect(input.getAttribute('aria-activedescendant')).toBe(screen.getByRole('option', { name: 'Nordpay' }).id)
  press(input, 'Enter')
  expect(onChoose).toHaveBeenCalledWith(nordpay)
  expect(onSubmit).not.toHaveBeenCalled()
})

it('shows the answer to what was typed last, whichever comes last', async () => {
  const answers = new Map<string, (found: Choice[]) => void>()
  const { input } = open((text) => new Promise((resolve) => answers.set(text, resolve)))
  fireEvent.input(input, { target: { value: 'a' } })
  await vi.waitFor(() => expect(answers.has('a')).toBe(true))
  fireEvent.input(input, { target: { value: 'no' } })
  await vi.waitFor(() => expect(answers.has('no')).toBe(true))
  answers.get('no')!([nordpay])
  await screen.findByRole('option', { name: 'Nordpay' })
  answers.get('a')!([acme])
  await Promise.resolve()
  expect(screen.queryByRole('option', { name: 'Acme' })).toBeNull()
})

it('forgets what was typed without choosing, on Escape and when it is left', async () => {
  const { input, onChoose } = open(async () => [], 'Acme')
  fireEvent.input(input, { target: { value: 'xyz' } })
  await screen.findByRole('status')
  await vi.waitFor(() => expect(screen.getByRole('status').textContent).toBe('Nothing found.'))
  press(input, 'Escape')
  expect(input.value).toBe('Acme')
  fireEvent.input(input, { target: { value: 'xyz' } })
  fireEvent.blur(input)
  expect(input.value).toBe('Acme')
  expect(onChoose).not.toHaveBeenCalled()
})
