// What this browser keeps of a wording that was typed and not published, with two tabs on the same one.
import { createRoot } from 'solid-js'
import { beforeEach, expect, test } from 'vitest'
import { createWordingEdit, type WordingEdit } from '#client/features/wordings/create-wording-edit.ts'
import { readDraft } from '#client/features/wordings/wording-draft.ts'
import type { WordingDetail } from '#server/features/wordings/schema.ts'

const source = { subject: 's', preview: 'p', body: 'b', text: 't', why: 'w' }
const detail: WordingDetail = {
  name: 'invitation',
  subject: 's',
  isDefault: true,
  version: 0,
  publishedAt: null,
  publishedBy: null,
  source,
  defaultSource: source,
  facts: [],
  recent: [],
}
const kept = () => readDraft('ana', 'invitation')?.source.body

/** Opens the editor; `leave` is what closing its tab does. */
function openTab(): { edit: WordingEdit; leave: () => void } {
  const { edit, dispose } = createRoot((end) => ({
    edit: createWordingEdit(
      () => detail,
      'ana',
      () => undefined,
    ),
    dispose: end,
  }))
  return { edit, leave: dispose }
}

beforeEach(() => localStorage.clear())

test('a tab in which nothing was typed leaves alone what another one keeps', () => {
  const [idle, typing] = [openTab(), openTab()]
  typing.edit.set('body', 'typed')
  typing.leave()
  expect(kept()).toBe('typed')
  idle.leave()
  expect(kept()).toBe('typed')
})

test.each([
  ['taken up and discarded', (edit: WordingEdit) => (edit.takeUp(), edit.discard())],
  ['dropped', (edit: WordingEdit) => edit.dropOffered()],
])('what was kept and is %s is forgotten', (_, act) => {
  const before = openTab()
  before.edit.set('body', 'typed')
  before.leave()
  const after = openTab()
  expect(after.edit.offered()?.source.body).toBe('typed')
  act(after.edit)
  after.leave()
  expect(kept()).toBeUndefined()
})
