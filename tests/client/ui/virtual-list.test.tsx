import { fireEvent, render, screen, waitFor } from '@solidjs/testing-library'
import { createSignal } from 'solid-js'
import { expect, test, vi } from 'vitest'
import { VirtualList } from '#client/ui/virtual-list.tsx'
import { expectAccessible } from './axe.ts'

// jsdom has no layout: the list then renders a screenful of 800 px, here 16 rows and the overscan.
const people = (from: number, count: number) => Array.from({ length: count }, (_, at) => `person ${from + at}`)

function renderList(start: string[], onEndReached?: () => void) {
  const [items, setItems] = createSignal(start)
  render(() => (
    <VirtualList label="People" items={items()} keyOf={String} rowHeight={50} onEndReached={() => onEndReached?.()}>
      {(row) => (
        <a href={`#${row.index()}`} data-roving tabindex={row.active() ? 0 : -1}>
          {row.item()}
        </a>
      )}
    </VirtualList>
  ))
  return setItems
}

test('of a thousand rows it renders what is in sight, with their true positions', async () => {
  renderList(people(1, 1000))
  const rows = await screen.findAllByRole('listitem')
  expect(rows.length).toBeLessThan(40)
  expect(rows[0]?.getAttribute('aria-posinset')).toBe('1')
  expect(rows[0]?.getAttribute('aria-setsize')).toBe('1000')
  await expectAccessible()
})

test('one row is in the order of Tab; arrows move the focus, End goes to the last row', async () => {
  renderList(people(1, 1000))
  const first = await screen.findByRole('link', { name: 'person 1' })
  expect(screen.getAllByRole('link').filter((link) => link.tabIndex === 0)).toEqual([first])
  first.focus()
  fireEvent.keyDown(first, { key: 'ArrowDown' })
  const second = screen.getByRole('link', { name: 'person 2' })
  await waitFor(() => expect(document.activeElement).toBe(second))
  fireEvent.keyDown(second, { key: 'End' })
  const last = await screen.findByRole('link', { name: 'person 1000' })
  await waitFor(() => expect(document.activeElement).toBe(last))
})

test('the row with focus keeps it when rows arrive below and leave above', async () => {
  const setItems = renderList(people(1, 10))
  const fourth = await screen.findByRole('link', { name: 'person 4' })
  fourth.focus()
  setItems(people(1, 12))
  expect(document.activeElement).toBe(fourth)
  setItems(people(3, 10))
  expect(document.activeElement).toBe(fourth)
  expect(fourth.closest('li')?.getAttribute('aria-posinset')).toBe('2')
})

test('it asks for more when the last rows are in sight, once for each length', async () => {
  const more = vi.fn()
  const setItems = renderList(people(1, 10), more)
  await waitFor(() => expect(more).toHaveBeenCalledOnce())
  setItems(people(1, 20))
  await waitFor(() => expect(more).toHaveBeenCalledTimes(2))
  setItems(people(1, 900))
  await screen.findAllByRole('listitem')
  expect(more).toHaveBeenCalledTimes(2)
})

test('as many arrive at the end as leave at the beginning: what is in sight is there, each in its place', async () => {
  const setItems = renderList(people(1, 40))
  await screen.findByRole('link', { name: 'person 1' })
  for (let from = 9; from < 200; from += 8) {
    setItems(people(from, 40))
    // Rows are measured a moment after they are mounted; the next ones leave before or after that.
    if (from % 3 === 0) await Promise.resolve()
    if (from % 5 === 0) await new Promise((resolve) => requestAnimationFrame(resolve))
  }
  setItems(people(201, 40))
  const first = await screen.findByRole('link', { name: 'person 201' })
  await waitFor(() => {
    const shown = screen.getAllByRole('listitem')
    expect(shown.length).toBeGreaterThan(15)
    for (const [at, row] of shown.entries()) expect(row.style.transform).toBe(`translateY(${at * 50}px)`)
  })
  expect(first.closest('li')?.style.transform).toBe('translateY(0px)')
})
