import { render, screen } from '@solidjs/testing-library'
import { createSignal, Show } from 'solid-js'
import { afterEach, expect, test } from 'vitest'
import { setProductName, setWaitingCount } from '#client/ui/document-title.ts'
import { PageHeader } from '#client/ui/page-header.tsx'
import { expectHeading } from '#client/ui/route-focus.ts'

afterEach(() => {
  setWaitingCount(0)
  setProductName('Gatehouse')
})

test('the tab carries the count, the page and the product, and loses the page with it', () => {
  const { unmount } = render(() => <PageHeader title="Review queue" />)
  setWaitingCount(12)
  expect(document.title).toBe('(12) Review queue · Gatehouse')
  setProductName('Polder APIs')
  setWaitingCount(0)
  expect(document.title).toBe('Review queue · Polder APIs')
  unmount()
  expect(document.title).toBe('Polder APIs')
})

test('after a change of page its heading takes focus; on the first page nothing moves', async () => {
  const [page, setPage] = createSignal('Users')
  render(() => (
    <main>
      <Show when={page()} keyed>
        {(title) => <PageHeader title={title} />}
      </Show>
    </main>
  ))
  await Promise.resolve()
  expect(document.activeElement).toBe(document.body)
  expectHeading()
  setPage('Teams')
  await Promise.resolve()
  expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Teams' }))
})
