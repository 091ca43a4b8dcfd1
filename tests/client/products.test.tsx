// The form of an API product: what meets what somebody else saved, its tags, and the report on a document.
import { fireEvent, render, screen, within } from '@solidjs/testing-library'
import { createRoot, createSignal } from 'solid-js'
import { afterEach, expect, test, vi } from 'vitest'
import { DocumentField } from '#client/features/documents/document-field.tsx'
import { createProductForm } from '#client/features/products/create-product-form.ts'
import {
  fieldsOf,
  isChanged,
  mergeProducts,
  newApi,
  noProduct,
  readProduct,
  type ProductFields,
} from '#client/features/products/product-draft.ts'
import { isToldByRow, readProductFilter } from '#client/features/products/product-list.ts'
import { TagsField } from '#client/features/products/tags-field.tsx'
import { UploadError } from '#client/lib/upload.ts'
import { documentBytesMax, type DocumentFacts, type DocumentReport } from '#server/features/documents/schema.ts'
import type { ProductDetail } from '#server/features/products/schema.ts'
import { refusal } from './refusal.ts'
import { expectAccessible } from './ui/axe.ts'

const documentOf = (id: string, title = 'Berths'): DocumentFacts => ({
  id,
  openapi: '3.1.0',
  title,
  apiVersion: '1.0.0',
  format: 'yaml',
  byteCount: 2048,
  operationCount: 3,
})
const ids = { berths: crypto.randomUUID(), tides: crypto.randomUUID(), document: crypto.randomUUID() }

function saved(over: Partial<ProductFields> = {}): ProductFields {
  const detail = {
    name: 'Harbour',
    summary: 'What lies where.',
    description: '# Harbour',
    picture: null,
    tags: ['ships'],
    apiList: [
      { id: ids.berths, name: 'Berths', baseUrl: 'https://berths.example', document: documentOf(ids.document) },
      { id: ids.tides, name: 'Tides', baseUrl: 'https://tides.example', document: null },
    ],
  } as unknown as ProductDetail
  return { ...fieldsOf(detail), ...over }
}
const withApi = (at: number, part: object, from = saved()): ProductFields => ({
  ...from,
  apis: from.apis.map((api, index) => (index === at ? { ...api, ...part } : api)),
})

let close: (() => void) | undefined
afterEach(() => close?.())
const openForm = (initial: ProductFields) =>
  createRoot((dispose) => {
    close = dispose
    return createProductForm(initial)
  })

test('untouched fields follow, typed ones stay, and what both changed is said as they set it', () => {
  const mine = withApi(0, { baseUrl: 'https://mine.example' }, saved({ summary: 'Mine' }))
  const theirs = withApi(
    0,
    { baseUrl: 'https://theirs.example', name: 'Quays' },
    saved({ summary: 'Theirs', tags: [] }),
  )
  const merged = mergeProducts(mine, saved(), theirs)
  expect(merged.fields).toMatchObject({ name: 'Harbour', summary: 'Mine', tags: [] })
  expect(merged.fields.apis[0]).toMatchObject({ name: 'Quays', baseUrl: 'https://mine.example' })
  expect(merged.theirs).toEqual(['Summary: Theirs', 'Berths, Base URL: https://theirs.example'])
})

test('APIs that both added are all kept; one that they removed while I changed it becomes a new one', () => {
  const added = { ...newApi(), name: 'Weather', baseUrl: 'https://weather.example' }
  const start = withApi(1, { name: 'High tides' })
  const mine = { ...start, apis: [...start.apis, added] }
  const pilots = { ...newApi(), id: crypto.randomUUID(), name: 'Pilots', baseUrl: 'https://pilots.example' }
  const theirs = { ...saved(), apis: [saved().apis[0]!, pilots] }
  const merged = mergeProducts(mine, saved(), theirs)
  expect(merged.fields.apis.map(({ id, name }) => [id, name])).toEqual([
    [ids.berths, 'Berths'],
    [pilots.id, 'Pilots'],
    [undefined, 'High tides'],
    [undefined, 'Weather'],
  ])
  expect(merged.theirs).toEqual(['Tides: removed'])
  // Removed by me, untouched by them: it stays removed.
  const without = { ...saved(), apis: [saved().apis[0]!] }
  expect(mergeProducts(without, saved(), saved({ summary: 'New' })).fields.apis).toHaveLength(1)
})

test('an API takes the title of its document for a name, an empty one is left out, and problems are named by field', () => {
  const api = { ...newApi(), baseUrl: 'https://a.example', document: documentOf(ids.document, 'Tides') }
  const { output } = readProduct({ ...noProduct(), name: 'Harbour', apis: [api, newApi()] })
  expect(output?.apis).toEqual([{ name: 'Tides', baseUrl: 'https://a.example', documentId: ids.document }])
  const wrong = { ...newApi(), name: 'Tides', pending: 'unchecked' as const }
  const picture = { id: ids.document, text: ' ' }
  const { problems } = readProduct({ ...noProduct(), picture, apis: [newApi(), wrong] })
  expect(Object.keys(problems).sort()).toEqual(
    [`apis.${wrong.key}.baseUrl`, `apis.${wrong.key}.document`, 'name', 'picture.text'].sort(),
  )
  expect(isChanged(noProduct(), noProduct())).toBe(false)
  expect(isChanged({ ...noProduct(), apis: [wrong] }, noProduct())).toBe(true)
})

test('a refused save loses nothing; a taken name is said at its field until another is typed', async () => {
  const form = openForm(saved())
  form.set({ summary: 'Typed' })
  await form.submit(() => Promise.reject(refusal('PRODUCT_NAME_TAKEN')))
  expect(form.errorOf('name')).toBe('There is an API product of this name already.')
  expect(form.fields.summary).toBe('Typed')
  form.text('name').onChange('Harbour 2')
  expect(form.errorOf('name')).toBe('')
  await form.submit(() => Promise.reject(refusal('PRODUCT_CHANGED')))
  expect(form.failure()?.failure.code).toBe('PRODUCT_CHANGED')
  expect(form.fields.name).toBe('Harbour 2')
})

test('what is typed while a save is on its way stays, over an API that has its id by then', () => {
  const form = openForm(saved({ apis: [] }))
  form.addApi()
  const { key } = form.fields.apis[0]!
  form.changeApi(key, { name: 'Tides', baseUrl: 'https://tides.example' })
  const sent = form.snapshot()
  form.set({ summary: 'Typed since' })
  form.settle(sent, saved({ apis: [{ ...saved().apis[1]! }] }))
  expect(form.fields.apis).toMatchObject([{ key, id: ids.tides, name: 'Tides' }])
  expect(form.fields.summary).toBe('Typed since')
  expect(form.isDirty()).toBe(true)
  form.discard()
  expect(form.fields.summary).toBe('What lies where.')
})

test('a filter that a row alone does not answer is known as such', () => {
  expect(readProductFilter({ q: ' tides ', state: 'nonsense', catalogue: 'x' })).toEqual({ search: 'tides' })
  expect(isToldByRow(readProductFilter({ state: 'draft' }))).toBe(true)
  expect(isToldByRow(readProductFilter({ q: 'GET /tides' }))).toBe(false)
  expect(isToldByRow(readProductFilter({ catalogue: ids.tides }))).toBe(false)
})

test('tags: Enter, comma and leaving make chips, Backspace and the button take them away, Enter never sends the form', async () => {
  const onSubmit = vi.fn((event: Event) => event.preventDefault())
  const [tags, setTags] = createSignal<string[]>([])
  render(() => (
    <form onSubmit={onSubmit}>
      <TagsField label="Tags" name="tags" error="" tags={tags()} onChange={setTags} />
    </form>
  ))
  const input = screen.getByRole<HTMLInputElement>('textbox', { name: 'Tags' })
  fireEvent.input(input, { target: { value: 'Ships,  deep   water , ships,qu' } })
  expect(tags()).toEqual(['ships', 'deep water'])
  expect(input.value).toBe('qu')
  expect(fireEvent.keyDown(input, { key: 'Enter' })).toBe(false)
  expect(fireEvent.keyDown(input, { key: 'Enter' })).toBe(false)
  expect(tags()).toEqual(['ships', 'deep water', 'qu'])
  fireEvent.keyDown(input, { key: 'Backspace' })
  fireEvent.click(screen.getByRole('button', { name: 'Remove the tag ships' }))
  expect(tags()).toEqual(['deep water'])
  expect(document.activeElement).toBe(input)
  fireEvent.input(input, { target: { value: 'tides' } })
  fireEvent.blur(input)
  expect(tags()).toEqual(['deep water', 'tides'])
  expect(onSubmit).not.toHaveBeenCalled()
  await expectAccessible()
})

const source = ['openapi: 3.0.3', 'info:', '  title: Tides', 'paths:', '  /tides:', '    fetch: {}'].join('\n')
const bad: DocumentReport = {
  document: null,
  problems: [
    { severity: 'warning', line: null, pointer: '', sentence: 'It has no servers.' },
    { severity: 'error', line: 6, pointer: '/paths/~1tides/fetch', sentence: '“fetch” has no place here.' },
    { severity: 'error', line: 2, pointer: '/info', sentence: '“version” is missing.' },
  ],
  problemCount: 3,
}

function openField(upload: (source: string) => Promise<DocumentReport>) {
  const onChange = vi.fn()
  const onPending = vi.fn()
  const [held, setHeld] = createSignal<DocumentFacts | null>(null)
  render(() => (
    <DocumentField
      label="OpenAPI document"
      name="document"
      error=""
      document={held()}
      savedAs={undefined}
      onChange={(next) => (onChange(next), setHeld(next))}
      onPending={onPending}
      upload={upload}
    />
  ))
  return { onChange, onPending }
}
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))

test('the report names each line and shows it, errors first; the pasted text stays to be mended, and is used once it is right', async () => {
  const answers = [bad, { document: documentOf(ids.document, 'Tides'), problems: [], problemCount: 0 }]
  const { onChange, onPending } = openField(async () => answers.shift()!)
  press('Paste its text')
  const text = screen.getByLabelText<HTMLTextAreaElement>('Text of the document')
  fireEvent.input(text, { target: { value: source } })
  expect(onPending).toHaveBeenLastCalledWith('unchecked')
  press('Check')
  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toContain('The pasted text cannot be used: 2 errors')
  const lines = within(alert).getAllByRole('listitem')
  expect(lines.map((line) => line.textContent)).toEqual([
    'ErrorLine 2“version” is missing.info:/info',
    'ErrorLine 6“fetch” has no place here.    fetch: {}/paths/~1tides/fetch',
    'WarningThe document as a wholeIt has no servers.',
  ])
  expect(onChange).not.toHaveBeenCalled()
  expect(text.value).toBe(source)
  expect(onPending).toHaveBeenLastCalledWith(undefined)
  await expectAccessible()

  fireEvent.input(text, { target: { value: `${source}\n` } })
  press('Check')
  await screen.findByText('The pasted text is fine.')
  expect(onChange).toHaveBeenCalledWith(documentOf(ids.document, 'Tides'))
  expect(screen.queryByLabelText('Text of the document')).toBeNull()
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Paste its text' }))
  expect(screen.getByText('OpenAPI 3.1.0, 3 operations, YAML, 2 kB')).toBeTruthy()
})

test('a lost connection keeps what was pasted, unchecked; a file that is too big is not even sent', async () => {
  const upload = vi.fn(() => Promise.reject(new UploadError(undefined, true)))
  const { onPending } = openField(upload)
  press('Paste its text')
  const text = screen.getByLabelText<HTMLTextAreaElement>('Text of the document')
  fireEvent.input(text, { target: { value: source } })
  press('Check')
  expect((await screen.findByRole('alert')).textContent).toContain('The portal cannot be reached.')
  expect(text.value).toBe(source)
  expect(onPending).toHaveBeenLastCalledWith('unchecked')

  const huge = new File([''], 'huge.json')
  Object.defineProperty(huge, 'size', { value: documentBytesMax + 1 })
  fireEvent.change(screen.getByLabelText('OpenAPI document'), { target: { files: [huge] } })
  expect((await screen.findByRole('alert')).textContent).toBe(
    'huge.json is bigger than 10 MB, the most that a document can have.',
  )
  expect(upload).toHaveBeenCalledTimes(1)
})
