import { createRoot } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import { expect, it, vi } from 'vitest'
import { z } from 'zod'
import { createRecordEdit } from '#client/features/records/create-record-edit.ts'
import { mergeFields, toIdText } from '#client/features/records/merge-fields.ts'
import { createForm } from '#client/lib/create-form.ts'
import { refusal } from './refusal.ts'

const catalogue = {
  id: 'partners',
  version: 1,
  name: 'Partners',
  products: [{ id: 'payments' }],
  history: [] as { at: string; action: string; actor: { id: string; name: string } }[],
}
type Catalogue = typeof catalogue
const fieldsOf = ({ name, products }: Catalogue) => ({ name, products: toIdText(products.map(({ id }) => id)) })
const byBen = { at: '2026-11-21T12:00:00.000Z', action: 'catalogue.edited', actor: { id: 'ben', name: 'Ben' } }
const bens: Catalogue = { ...catalogue, version: 2, products: [{ id: 'payments' }, { id: 'maps' }], history: [byBen] }

/** Opens the form of a record that lives in a store, as pages hold it. */
function open(save = vi.fn(async () => undefined), fetch = vi.fn(async () => bens)) {
  return createRoot(() => {
    const [live, setLive] = createStore({ value: structuredClone(catalogue) })
    const form = createForm({
      initial: fieldsOf(catalogue),
      schema: z.object({ name: z.string(), products: z.string() }),
    })
    const edit = createRecordEdit({
      record: () => live.value,
      form,
      fieldsOf,
      merge: (mine, base, theirs) => mergeFields(mine, base, theirs, ['products']),
      fetch,
      changed: 'CATALOGUE_CHANGED',
      action: 'catalogue.edited',
      save,
    })
    // In place, as a fresh fetch is written.
    const hear = (now: Catalogue) => setLive('value', reconcile(structuredClone(now), { key: 'id', merge: false }))
    return { form, edit, hear, save, fetch }
  })
}

it('follows others where nothing was typed, without a word', () => {
  const { form, edit, hear } = open()
  hear(bens)
  expect(form.values.products).toBe('maps payments')
  expect(edit.meeting()).toBeUndefined()
})

it('keeps what was typed, takes in what the other added, and knows how it was and who it was', () => {
  const { form, edit, hear } = open()
  form.field('name').onChange('Mine')
  form.field('products').onChange(toIdText(['payments', 'weather']))
  hear({ ...bens, name: 'Theirs' })
  expect(form.values).toEqual({ name: 'Mine', products: 'maps payments weather' })
  expect(edit.meeting()).toMatchObject({
    by: 'Ben',
    contested: ['name'],
    before: { products: [{ id: 'payments' }] },
    now: { products: [{ id: 'payments' }, { id: 'maps' }] },
  })
  edit.takeTheirs()
  expect(form.values).toEqual({ name: 'Theirs', products: 'maps payments' })
})

it('asks how it is when a save was too late, and saves over that version next', async () => {
  const save = vi.fn<(output: unknown, seen: { version: number }) => Promise<undefined>>(async () => undefined)
  save.mockRejectedValueOnce(refusal('CATALOGUE_CHANGED'))
  const { form, edit, fetch } = open(save as never)
  form.field('name').onChange('Mine')
  edit.save()
  await vi.waitFor(() => expect(edit.hasLost()).toBe(true))
  expect(fetch).toHaveBeenCalledWith('partners')
  edit.save()
  await vi.waitFor(() => expect(save).toHaveBeenCalledTimes(2))
  expect(save.mock.lastCall![0]).toEqual({ name: 'Mine', products: 'maps payments' })
  expect(save.mock.lastCall![1]).toMatchObject({ version: 2 })
})
