import { describe, expect, test } from 'vitest'
import { parseTemplate, type Facts } from '#emails/template.ts'

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

  test.each([
    '{{#each a}}',
    '{{#if a}}',
    '{{/if}}',
    '{{else}}',
    '{{a.b}}',
    '{{ a }}',
    '{{}}',
    '{{#each a}}{{/if}}',
    '{{> body}}',
    '{{#if a}}{{else}}{{else}}{{/if}}',
  ])('refuses %s when it is parsed', (source) => {
    expect(() => parseTemplate(source)).toThrow(/missing|means nothing/)
  })

  test.each([{ a: {} }, { a: true }, { a: null }])('does not write %j', (facts) => {
    expect(() => fill('{{a}}', facts)).toThrow('cannot be written')
    expect(() => fill('{{#each a}}{{/each}}', facts)).toThrow('is no list')
  })
})
