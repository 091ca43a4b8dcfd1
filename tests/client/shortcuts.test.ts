// @vitest-environment jsdom
// The registry of shortcuts: nothing is bound twice, nothing is without a sentence, and every page has its keys.
import { expect, test } from 'vitest'
import {
  keyNames,
  isSingleKey,
  sentenceOf,
  shortcutIds,
  shortcutOf,
  shortcutTo,
} from '#client/features/keys/shortcuts.ts'
import { keyWords } from '#client/words/keys.ts'

/** All three scopes are there together when a review is open, so no two may share a key, nor one begin another. */
test('no two shortcuts share their keys, and none is the beginning of another', () => {
  const all = shortcutIds.map((id) => shortcutOf(id).keys.toLowerCase())
  expect(new Set(all).size).toBe(all.length)
  expect(all.filter((keys) => all.some((other) => other !== keys && other.startsWith(`${keys} `)))).toEqual([])
})

test('each has a sentence of its own, and no sentence is without a shortcut', () => {
  expect(Object.keys(keyWords.shortcuts).sort()).toEqual([...shortcutIds].sort())
  const sentences = shortcutIds.map(sentenceOf)
  expect(new Set(sentences).size).toBe(sentences.length)
  expect(sentences.filter((sentence) => !/^[A-Z].*[^.]$/.test(sentence))).toEqual([])
})

test('the keys of the review queue are those that are promised', () => {
  const promised = { next: 'j', previous: 'k', open: 'Enter', approve: 'a', reject: 'r', ask: 'i', note: 'n' } as const
  for (const [id, keys] of Object.entries(promised)) expect(shortcutOf(id as keyof typeof promised).keys).toBe(keys)
  const more = { select: 'x', selectRange: 'Shift+x', undo: 'z', claim: 'c', out: 'Escape', goToQueue: 'g q' } as const
  for (const [id, keys] of Object.entries(more)) expect(shortcutOf(id as keyof typeof more).keys).toBe(keys)
  expect(shortcutOf('goToUsers').keys).toBe('g u')
  expect(keyNames('palette')).toEqual([['Ctrl', 'K']])
  expect([keyNames('sheet'), keyNames('search'), keyNames('goToUsers')]).toEqual([[['?']], [['/']], [['G'], ['U']]])
})

test('switched off are those of letters and signs, and those alone', () => {
  expect(shortcutIds.filter((id) => !isSingleKey(id))).toEqual(['palette', 'open', 'out'])
})

test('a page is known by its shortcut', () => {
  expect(shortcutTo('/admin/users')).toBe('goToUsers')
  expect(shortcutTo('/admin/nowhere')).toBeUndefined()
})
