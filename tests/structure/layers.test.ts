import { describe, expect, it } from 'vitest'
import { breaches, findCircle, layers } from './layers.ts'
import { type Import, importsOf, sourcePaths } from './sources.ts'

const imports = sourcePaths.flatMap(importsOf)

describe('who may import whom', () => {
  it.each(layers.map((layer) => [layer.sentence, layer] as const))('%s', (sentence, layer) => {
    const broken = breaches(layer, imports).map(({ from, to }) => `${from} imports ${to}`)
    expect(broken, sentence).toEqual([])
  })

  it('Files do not import each other in a circle.', () => {
    expect(findCircle(imports)?.join(' → ')).toBeUndefined()
  })

  it('would notice: a scanner that finds nothing finds no breach either', () => {
    const wrong = (from: string, to: string): Import => ({ from, to, isOurs: true, isTypeOnly: false })
    const caught = (one: Import) => layers.some((layer) => breaches(layer, [one]).length > 0)
    expect(imports.length).toBeGreaterThan(100)
    expect(caught(wrong('client/ui/button.tsx', 'client/lib/api.ts'))).toBe(true)
    expect(caught(wrong('client/admin/main.tsx', 'server/features/reviews/queries.ts'))).toBe(true)
    expect(caught(wrong('server/features/reviews/rules.ts', 'db/database.ts'))).toBe(true)
    expect(caught(wrong('client/admin/main.tsx', 'client/features/auth/session.tsx'))).toBe(false)
    expect(findCircle([wrong('a', 'b'), wrong('b', 'c'), wrong('c', 'a')])).toEqual(['a', 'b', 'c', 'a'])
  })
})
