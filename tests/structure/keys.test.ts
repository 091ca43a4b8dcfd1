import { expect, it } from 'vitest'
import { readSource, sourcePaths } from './sources.ts'

const clientPaths = sourcePaths.filter((path) => path.startsWith('client/'))
const registry = 'client/features/keys/shortcuts.ts'

/** A letter or sign that is compared with a pressed key, or written beside a control. */
const written = [
  /\.(?:key|code)(?:\.to(?:Lower|Upper)Case\(\))?\s*[!=]==?\s*['"](?:Key.|[^'" ])['"]/,
  /\bkeyHint=(?:["']|\{["'])/,
  /<KeyHint keys=["']/,
  /\baccesskey=/i,
  /\baria-keyshortcuts=["']/,
]
const bindsLetters = (source: string) => written.some((pattern) => pattern.test(source))

it('A key is written in the registry of shortcuts alone: keys, palette, hints and the sheet read it there.', () => {
  expect(clientPaths.filter((path) => path !== registry && bindsLetters(readSource(path)))).toEqual([])
  const binders = clientPaths.filter((path) => /\bfrom 'tinykeys'|import\('tinykeys'/.test(readSource(path)))
  expect(binders).toEqual(['client/features/keys/create-keys.ts'])
  // It reads every source; a busy machine takes its time.
}, 60_000)

it('would notice a letter that is bound elsewhere', () => {
  expect(bindsLetters(`if (event.key === 'a') approve()`)).toBe(true)
  expect(bindsLetters(`event.key.toLowerCase() === "k"`)).toBe(true)
  expect(bindsLetters(`event.code == 'KeyA'`)).toBe(true)
  expect(bindsLetters(`<Button keyHint="A">`)).toBe(true)
  expect(bindsLetters(`event.key === 'Enter' || event.key === ' '`)).toBe(false)
})
