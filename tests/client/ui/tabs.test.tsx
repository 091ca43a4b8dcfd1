import { fireEvent, render, screen } from '@solidjs/testing-library'
import { createSignal } from 'solid-js'
import { expect, test } from 'vitest'
import { TabPanel, Tabs } from '#client/ui/tabs.tsx'
import { expectAccessible } from './axe.ts'

function Sample() {
  const [tab, setTab] = createSignal('all')
  return (
    <>
      <Tabs
        id="kinds"
        label="Kind of review"
        value={tab()}
        onChange={setTab}
        tabs={[
          { value: 'all', label: 'All', count: 12 },
          { value: 'registrations', label: 'Registrations', count: 0 },
          { value: 'access', label: 'Access requests' },
        ]}
      />
      <TabPanel tabs="kinds" value={tab()}>
        Reviews of {tab()}
      </TabPanel>
    </>
  )
}

test('counts are shown, but are not part of the names', async () => {
  render(() => <Sample />)
  expect(screen.getByRole('tab', { name: 'All' }).textContent).toBe('All12')
  expect(screen.getByRole('tab', { name: 'Registrations' }).textContent).toBe('Registrations0')
  await expectAccessible()
})

test('only the chosen tab is in the order of Tab; arrows, Home and End move the focus around', () => {
  render(() => <Sample />)
  const [all, registrations, access] = screen.getAllByRole('tab')
  expect([all, registrations, access].map((tab) => tab?.tabIndex)).toEqual([0, -1, -1])
  all?.focus()
  const press = (key: string) => fireEvent.keyDown(document.activeElement as Element, { key })
  press('ArrowRight')
  expect(document.activeElement).toBe(registrations)
  press('End')
  expect(document.activeElement).toBe(access)
  press('ArrowRight')
  expect(document.activeElement).toBe(all)
  press('ArrowLeft')
  expect(document.activeElement).toBe(access)
})

test('a pressed tab is selected and names the panel', async () => {
  render(() => <Sample />)
  fireEvent.click(screen.getByRole('tab', { name: 'Access requests' }))
  expect(screen.getByRole('tab', { name: 'Access requests' }).getAttribute('aria-selected')).toBe('true')
  expect(screen.getByRole('tabpanel', { name: 'Access requests' }).textContent).toBe('Reviews of access')
  await expectAccessible()
})
