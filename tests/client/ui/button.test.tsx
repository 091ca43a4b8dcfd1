import { fireEvent, render, screen } from '@solidjs/testing-library'
import { expect, test, vi } from 'vitest'
import { Button } from '#client/ui/button.tsx'
import { expectAccessible } from './axe.ts'

test('the key hint is not part of the name', async () => {
  render(() => <Button keyHint="A">Approve</Button>)
  expect(screen.getByRole('button', { name: 'Approve' })).toBeTruthy()
  await expectAccessible()
})

test('a busy button keeps the focus but submits nothing', () => {
  const submit = vi.fn((event: Event) => event.preventDefault())
  render(() => (
    <form onSubmit={submit}>
      <Button type="submit" busy>
        Save
      </Button>
    </form>
  ))
  const button = screen.getByRole('button', { name: 'Save' })
  button.focus()
  fireEvent.click(button)
  expect(document.activeElement).toBe(button)
  expect(submit).not.toHaveBeenCalled()
})

test('a held button says why and does nothing', async () => {
  const press = vi.fn()
  render(() => (
    <Button disabledReason="The connection is down" onClick={press}>
      Approve
    </Button>
  ))
  const button = screen.getByRole('button', { name: 'Approve' })
  fireEvent.click(button)
  expect(press).not.toHaveBeenCalled()
  expect(button.getAttribute('aria-disabled')).toBe('true')
  expect(document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent).toBe(
    'The connection is down',
  )
  await expectAccessible()
})
