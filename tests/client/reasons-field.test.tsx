import { fireEvent, render, screen } from '@solidjs/testing-library'
import { createSignal } from 'solid-js'
import { expect, test } from 'vitest'
import { ReasonsField } from '#client/features/settings/reasons-field.tsx'
import { expectAccessible } from './ui/axe.ts'

function show(...some: string[]) {
  const [reasons, setReasons] = createSignal(some)
  const { container } = render(() => <ReasonsField reasons={reasons()} onChange={setReasons} disabled={false} />)
  const press = async (name: string) => {
    fireEvent.click(screen.getByRole('button', { name }))
    await Promise.resolve()
  }
  return { container, reasons, setReasons, press }
}

test('reasons are typed in place, without the field being drawn anew', async () => {
  const { reasons } = show('One', 'Two')
  const field = screen.getByLabelText<HTMLTextAreaElement>('Reason 2')
  field.focus()
  fireEvent.input(field, { target: { value: 'Two!' } })
  expect(reasons()).toEqual(['One', 'Two!'])
  expect(document.activeElement).toBe(screen.getByLabelText('Reason 2'))
})

test('a reason moves by buttons, and the focus with it, until it can go no further', async () => {
  const { reasons, press } = show('One', 'Two', 'Three')
  await press('Move reason 3 up')
  expect(reasons()).toEqual(['One', 'Three', 'Two'])
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Move reason 2 up' }))
  await press('Move reason 2 up')
  expect(reasons()).toEqual(['Three', 'One', 'Two'])
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Move reason 1 down' }))
  expect(screen.getByRole('button', { name: 'Move reason 1 up' }).hasAttribute('disabled')).toBe(true)
})

test('one is added at the end and removed from anywhere, and the focus is never lost', async () => {
  const { reasons, press } = show('One', 'Two')
  await press('Add a reason')
  expect(reasons()).toEqual(['One', 'Two', ''])
  expect(document.activeElement).toBe(screen.getByLabelText('Reason 3'))
  await press('Remove reason 1')
  expect(reasons()).toEqual(['Two', ''])
  expect(document.activeElement).toBe(screen.getByLabelText('Reason 1'))
  await press('Remove reason 2')
  await press('Remove reason 1')
  expect(reasons()).toEqual([])
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Add a reason' }))
})

test('no more are added than are kept', () => {
  show(...Array.from({ length: 20 }, (_, n) => `Reason of row ${n}`))
  expect(screen.queryByRole('button', { name: 'Add a reason' })).toBeNull()
})

test('is accessible', async () => {
  const { container } = show('One', 'Two')
  await expectAccessible(container)
})
