// What a first visit loads, weighed as it travels: script and style under gzip, in kB of 1,000 bytes.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'

interface Part {
  file: string
  src?: string
  css?: string[]
  /** parts that load along with it, and those that load when they are asked for */
  imports?: string[]
  dynamicImports?: string[]
}

const root = join(import.meta.dirname, '../..')
const dist = join(root, 'dist/client')
let parts: Record<string, Part>

beforeAll(() => {
  // Builds only what is not built from these very sources.
  execFileSync(process.execPath, ['client/build.ts'], { cwd: root, stdio: 'inherit' })
  parts = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')) as Record<string, Part>
}, 300_000)

const part = (key: string): Part => parts[key] ?? expect.fail(`nothing was built from ${key}`)

/** Lists the files that load with a part. */
function filesOf(key: string, seen = new Set<string>()): Set<string> {
  const { file, css = [], imports = [] } = part(key)
  for (const name of [file, ...css]) seen.add(name)
  for (const next of imports) if (!seen.has(part(next).file)) filesOf(next, seen)
  return seen
}

const weights = new Map<string, number>()
function weigh(files: Iterable<string>): number {
  let bytes = 0
  for (const file of files) {
    if (!weights.has(file)) weights.set(file, gzipSync(readFileSync(join(dist, file))).length)
    bytes += weights.get(file)!
  }
  return bytes / 1_000
}

const say = (what: string, weight: number, most: number) =>
  process.stdout.write(`  ${what}: ${weight.toFixed(1)} of ${most} kB\n`)

/** Lists all parts that can ever load from one. */
function reachableFrom(key: string, seen = new Set<string>()): Set<string> {
  if (seen.has(key)) return seen
  seen.add(key)
  const { imports = [], dynamicImports = [] } = part(key)
  for (const next of [...imports, ...dynamicImports]) reachableFrom(next, seen)
  return seen
}

describe.each([
  ['portal', 110, ['portal/pages/home-page.tsx', 'portal/pages/catalogues-page.tsx']],
  ['admin', 130, []],
])('The %s weighs little:', (app, most, pages) => {
  const entry = `${app}/index.html`

  it(`what paints first is under ${most} kB.`, () => {
    const weight = weigh(new Set([entry, ...pages].flatMap((key) => [...filesOf(key)])))
    say(`${app}, first paint`, weight, most)
    expect(weight).toBeLessThan(most)
  })

  it('no part of it that loads later is over 40 kB.', () => {
    const first = filesOf(entry)
    const later = [...reachableFrom(entry)].flatMap((key) => [part(key).file, ...(part(key).css ?? [])])
    const lazy = [...new Set(later)].filter((file) => !first.has(file)).map((file) => ({ file, weight: weigh([file]) }))
    expect(lazy.length).toBeGreaterThan(5)
    const [heaviest] = lazy.sort((a, b) => b.weight - a.weight)
    say(`${app}, its heaviest later part`, heaviest!.weight, 40)
    expect(lazy.filter(({ weight }) => weight > 40)).toEqual([])
  })

  it('the OpenAPI viewer is in none of it.', () => {
    const isViewer = (key: string) =>
      /viewer\/|scalar/.test(key) || /@scalar\/|scalar-app/.test(readFileSync(join(dist, part(key).file), 'utf8'))
    expect([...reachableFrom(entry)].filter(isViewer)).toEqual([])
    // And it would be known.
    expect([...reachableFrom('viewer/index.html')].filter(isViewer).length).toBeGreaterThan(1)
  })
})
