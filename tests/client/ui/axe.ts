// axe over what a test has rendered. jsdom has no layout and no style sheets, so contrast and sizes are the gallery's
// business (tests/client/gallery/shots.ts); names, roles and references are found here.
import axe from 'axe-core'
import { expect } from 'vitest'

export async function expectAccessible(root: Element = document.body): Promise<void> {
  const { violations } = await axe.run(root, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  })
  expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`)).toEqual([])
}
