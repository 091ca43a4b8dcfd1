import { basename } from 'node:path'
import { expect, it } from 'vitest'
import { isBarrel, readSource, sourcePaths } from './sources.ts'

const LINES_MAX = 400
/** Names that say nothing, and so attract everything. */
const BANNED = /^(utils?|helpers?|common|types|services?|managers?)$/
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/

const words = (path: string): string[] =>
  path.split('/').map((part) => part.replace(/(\.(pg|browser|fault|bench|test|config|d))*\.tsx?$/, ''))

it('A file that needs more than 400 lines is two files.', () => {
  expect(sourcePaths.filter((path) => readSource(path).split('\n').length > LINES_MAX + 1)).toEqual([])
})

it('A name says what lives there: no utils, helpers, common, types, service, manager.', () => {
  expect(sourcePaths.filter((path) => words(path).some((word) => BANNED.test(word)))).toEqual([])
})

it('Files and folders are kebab-case.', () => {
  expect(sourcePaths.filter((path) => !words(path).every((word) => KEBAB.test(word)))).toEqual([])
})

it('There are no barrels: what is imported is named by the file it lives in.', () => {
  expect(sourcePaths.filter((path) => basename(path).startsWith('index.') || isBarrel(path))).toEqual([])
  // It reads every source; a busy machine takes its time.
}, 60_000)
