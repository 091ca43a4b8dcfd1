import { expect, test } from 'vitest'
import { factsOf } from '#emails/fact-list.ts'
import { sampleFacts } from '#emails/samples.ts'
import { templates } from '#emails/templates.ts'
import { templateNames } from '#emails/wording.ts'

test.each(templateNames)('a %s offers everything that it can state, by name and kind', (name) => {
  const said = templates[name].parse(sampleFacts[name]) as Record<string, unknown>
  const facts = factsOf(name)
  expect(facts.map((fact) => fact.name).sort()).toEqual(Object.keys(said).sort())
  for (const { name: fact, kind, sample } of facts) {
    const value = said[fact]
    if (/Url$/.test(fact)) expect(kind).toBe('link')
    else expect(kind).toBe(kindOf(value))
    expect(sample).toBe(kind === 'condition' || kind === 'list' ? '' : String(value))
  }
})

test('a list offers what its entries state', () => {
  const reviews = factsOf('reviews-waiting').find(({ name }) => name === 'reviews')
  expect(reviews?.entries).toContainEqual({
    name: 'url',
    kind: 'link',
    sample: expect.stringMatching(/^https:/) as string,
  })
  expect(reviews?.entries).toContainEqual({ name: 'emailConfirmed', kind: 'condition', sample: '' })
})

test('what was derived is offered too, links after the words', () => {
  const names = factsOf('invite-code-used-up').map(({ name }) => name)
  expect(names).toEqual('firstName portalName codeName teamName organizationName quota codeUrl isOne'.split(' '))
})

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'list'
  return { boolean: 'condition', number: 'number', string: 'text' }[typeof value as 'boolean' | 'number' | 'string']
}
