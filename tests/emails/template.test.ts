import { describe, expect, test } from 'vitest'
import { parseTemplate, readTemplate, TooLongError, type Facts } from '#emails/template.ts'

const fill = (source: string, facts: Facts) => parseTemplate(source)(facts, (value) => `[${value}]`)

describe('a template', () => {
  test('writes facts, and nothing but facts, through the given writer', () => {
    expect(fill('a {{one}} b {{two}}', { one: 'x', two: 2 })).toBe('a [x] b [2]')
  })

  test('repeats a block for each row, which sees the facts around it', () => {
    const facts = { greeting: 'Hi', rows: [{ name: 'Ana' }, { name: 'Ben' }] }
    expect(fill('{{#each rows}}{{greeting}} {{name}};{{/each}}', facts)).toBe('[Hi] [Ana];[Hi] [Ben];')
    expect(fill('{{#each rows}}x{{/each}}', { rows: [] })).toBe('')
  })

  test('chooses by a fact; nothing, zero and false choose the other', () => {
    for (const no of ['', 0, false, null]) expect(fill('{{#if a}}yes{{else}}no{{/if}}', { a: no })).toBe('no')
    expect(fill('{{#if a}}{{#if b}}both{{/if}}{{else}}no{{/if}}', { a: 1, b: 'x' })).toBe('both')
  })

  test('never reads a value as template', () => {
    expect(fill('{{a}}{{b}}', { a: '{{b}}', b: '{{#each a}}' })).toBe('[{{b}}][{{#each a}}]')
  })

  test.each(['{{a}}', '{{#if a}}{{/if}}', '{{#each a}}{{/each}}', '{{constructor}}', '{{toString}}'])(
    '%s needs its fact',
    (source) => {
      expect(() => fill(source, {})).toThrow('the mail has no fact')
    },
  )

  test('writes nothing where there is nothing', () => {
    expect(fill('a{{b}}', { b: null })).toBe('a[]')
    expect(fill('{{#if a}}yes{{else}}no{{/if}}', { a: [] })).toBe('no')
  })

  test.each([
    ['{{#each a}}', '{{/each}} is missing'],
    ['{{#if a}}', '{{/if}} is missing'],
    ['{{/if}}', 'closes nothing'],
    ['{{else}}', 'stands in no {{#if}}'],
    ['{{#each a}}{{else}}{{/each}}', 'stands in no {{#if}}'],
    ['{{#if a}}{{else}}{{else}}{{/if}}', 'stands in no {{#if}}'],
    ['{{#each a}}{{/if}}', '{{/each}} is missing'],
    ['{{a.b}}', 'means nothing'],
    ['{{}}', 'means nothing'],
    ['{{ a }}', 'Write {{a}}, without spaces'],
    ['{{#if  a}}{{/if}}', 'Write {{#if a}}, without spaces'],
    ['{{{a}}}', 'two braces'],
    ['{{a', 'is not closed by }}'],
    ['{{> body}}', 'in the layout only'],
  ])('refuses %s when it is parsed', (source, sentence) => {
    expect(() => parseTemplate(source)).toThrow(sentence)
  })

  test('finds everything that is wrong, in order, with its place', () => {
    const { problems } = readTemplate('{{ a }}\n{{#if b}}{{#each c}}{{/if}}\n{{/each}}')
    expect(problems.map(({ at }) => at)).toEqual([0, 17, 36])
  })

  test('refuses blocks within blocks without end', () => {
    const deep = (levels: number) => '{{#if a}}'.repeat(levels) + '{{/if}}'.repeat(levels)
    expect(readTemplate(deep(20)).problems).toEqual([])
    expect(readTemplate(deep(21)).problems).toHaveLength(1)
  })

  test.each([
    ['braces', '{'.repeat(40_000)],
    ['tags that never end', '{{a'.repeat(13_000)],
    ['blocks that never end', '{{#if a}}'.repeat(4_400)],
    ['ends without a beginning', '{{/if}}'.repeat(5_700)],
  ])('reads a source of nothing but %s', (_, source) => {
    expect(readTemplate(source).problems.length).toBeGreaterThan(0)
  })

  test('stops when it has said as much as it may', () => {
    const list = Array.from({ length: 20 }, () => ({ b: 'x' }))
    const most = (source: string) => () => parseTemplate(source)({ a: list }, String, 1_000)
    expect(most('{{#each a}}{{b}}{{/each}}')).not.toThrow()
    expect(most('{{#each a}}{{#each a}}{{b}}{{/each}}{{/each}}')).toThrow(TooLongError)
    // Twenty to the power of eight rounds that say nothing.
    expect(most('{{#each a}}'.repeat(8) + '{{/each}}'.repeat(8))).toThrow(TooLongError)
  })

  test.each([{ a: {} }, { a: true }])('does not write %j', (facts) => {
    expect(() => fill('{{a}}', facts)).toThrow('cannot be written')
    expect(() => fill('{{#each a}}{{/each}}', facts)).toThrow('is no list')
  })
})
