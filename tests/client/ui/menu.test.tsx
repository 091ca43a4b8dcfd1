import { fireEvent, render, screen, waitFor } from '@solidjs/testing-library'
import { expect, test, vi } from 'vitest'
import { Menu } from '#client/ui/menu.tsx'
import { expectAccessible } from './axe.ts'

function Sample(props: { onDelete?: () => void }) {
  return (
    <Menu
      label="More options"
      trigger="…"
      items={[
        { label: 'Profile settings', href: '/profile' },
        { label: 'Dark', checked: true },
        { label: 'Delete', tone: 'danger', separated: true, onSelect: () => props.onDelete?.() },
      ]}
    />
  )
}

const open = async () => {
  const trigger = screen.getByRole('button', { name: 'More options' })
  trigger.focus()
  fireEvent.keyDown(trigger, { key: 'Enter' })
  return screen.findByRole('menu')
}

test('it opens by key, with its items in their roles', async () => {
  render(() => <Sample />)
  await open()
  expect(screen.getByRole('menuitem', { name: 'Profile settings' }).getAttribute('href')).toBe('/profile')
  expect(screen.getByRole('menuitemcheckbox', { name: 'Dark' }).getAttribute('aria-checked')).toBe('true')
  await expectAccessible()
})

test('what is chosen happens once, and the menu closes', async () => {
  const onDelete = vi.fn()
  render(() => <Sample onDelete={onDelete} />)
  await open()
  const item = screen.getByRole('menuitem', { name: 'Delete' })
  item.focus()
  fireEvent.keyDown(item, { key: 'Enter' })
  await waitFor(() => expect(screen.queryByRole('menu')).toBeNull())
  expect(onDelete).toHaveBeenCalledOnce()
})
