// The pure parts of the editor of wordings: texts in their MJML, inserting facts, meeting somebody else, differences, the accent.
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { isHex, judgeAccent } from '#client/features/wordings/accent-verdict.ts'
import { editSlot, lineRange, slotOnLine, splitBody, type Blocks } from '#client/features/wordings/blocks.ts'
import { insertionOf } from '#client/features/wordings/insertion.ts'
import { diffLines, diffWordings } from '#client/features/wordings/wording-diff.ts'
import { changedFields, fieldsOf, keepDraft, mergeSources, readDraft } from '#client/features/wordings/wording-draft.ts'
import { wordingWords } from '#client/words/wordings.ts'
import { factsOf, layoutFacts } from '#emails/fact-list.ts'
import { readDefault } from '#emails/sources.ts'
import { templateNames, type FactInfo, type WordingSource } from '#emails/wording.ts'

const said = ({ source, blocks }: Blocks) =>
  blocks.map(({ kind, slots }) => [kind, ...slots.map(({ from, to }) => source.slice(from, to))])
const slotsOf = ({ blocks }: Blocks) => blocks.flatMap(({ slots }) => slots)

const body = `<mj-text mj-class="title"><h1>You are invited</h1></mj-text>
<!-- who -->
<mj-text>Hello {{firstName}},</mj-text>
<mj-text>
  <table class="review">
    <tr><td class="review-name" colspan="2">{{portalName}}</td></tr>
    {{#if roleLabel}}<tr><td>Role</td><td>{{roleLabel}}</td></tr>{{/if}}
  </table>
</mj-text>
<mj-button padding="8px" href="{{acceptUrl}}">Go</mj-button>
<mj-divider />
<mj-text padding='4px'><div class="said" dir="auto">{{question}}</div></mj-text>
<mj-text mj-class="quiet"><p>one</p><p>two</p></mj-text>
`

describe('blocks of a body', () => {
  it('are its texts in order, without what stands around them', () => {
    expect(said(splitBody(body)!)).toEqual([
      ['title', 'You are invited'],
      ['text', 'Hello {{firstName}},'],
      ['table', '{{portalName}}', 'Role', '{{roleLabel}}'],
      ['button', 'Go'],
      ['line'],
      ['quotation', '{{question}}'],
      ['small', '<p>one</p><p>two</p>'],
    ])
  })

  it('tell where a button leads, and in which cell of a table a text stands', () => {
    const { blocks } = splitBody(body)!
    expect(blocks[3]!.href).toBe('{{acceptUrl}}')
    expect(blocks[2]!.slots.map(({ row, cell }) => [row, cell])).toEqual([
      [1, 1],
      [2, 1],
      [2, 2],
    ])
  })

  it('are found in every mail that Gatehouse brings', async () => {
    for (const name of templateNames) {
      const blocks = splitBody((await readDefault(name)).body)
      expect(blocks, name).toBeDefined()
      expect(said(blocks!)[0]?.[0], name).toBe('title')
    }
  })

  it.each([
    '',
    'Hello',
    '<mj-divider />',
    '<mj-text>open',
    '<mj-section><mj-column><mj-text>x</mj-text></mj-column></mj-section>',
    '{{#if x}}<mj-text>x</mj-text>{{/if}}',
    '<p>x</p>',
  ])('are none where a body is something else: %s', (source) => {
    expect(splitBody(source)).toBeUndefined()
  })

  it('take any text in any order, and leave every other character where it was', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ' ', '\n', '<', '>', '"', '{{x}}', '</mj-text>', '</h1>') })
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), text), { maxLength: 8 }), (edits) => {
        let blocks = splitBody(body)!
        for (const [which, typed] of edits) {
          const slots = slotsOf(blocks)
          const at = which % slots.length
          const slot = slots[at]!
          const others = slots.map(({ from, to }) => blocks.source.slice(from, to))
          const around = [blocks.source.slice(0, slot.from), blocks.source.slice(slot.to)]
          blocks = editSlot(blocks, slot, typed)
          expect(blocks.source).toBe(around.join(typed))
          expect(slotsOf(blocks).map(({ from, to }) => blocks.source.slice(from, to))).toEqual(others.with(at, typed))
        }
      }),
    )
  })

  it('are found by the line of a problem, unless several stand there', () => {
    const blocks = splitBody(body)!
    const on = (line: number) => {
      const slot = slotOnLine(blocks, line)
      return slot && body.slice(slot.from, slot.to)
    }
    expect([on(1), on(3), on(6), on(7), on(11)]).toEqual([
      'You are invited',
      'Hello {{firstName}},',
      '{{portalName}}',
      undefined,
      undefined,
    ])
    expect(lineRange('a\nbcd\n', 2)).toEqual({ from: 2, to: 5 })
    expect(lineRange('a', 9)).toEqual({ from: 0, to: 1 })
  })
})

describe('a fact that is inserted', () => {
  const fact = (kind: FactInfo['kind'], name = 'it', entries?: FactInfo[]): FactInfo => ({
    name,
    kind,
    sample: '',
    ...(entries && { entries }),
  })
  const put = (one: FactInfo, field: 'body' | 'text', before = '', selected = '') => {
    const { text, caret } = insertionOf(one, field, before, selected)
    return `${text.slice(0, caret)}|${text.slice(caret)}`
  }

  it('is its tag, a condition and a list are around what was selected', () => {
    expect(put(fact('text'), 'body')).toBe('{{it}}|')
    expect(put(fact('number'), 'text', '', 'gone')).toBe('{{it}}|')
    expect(put(fact('condition'), 'body', '', 'kept')).toBe('{{#if it}}kept|{{/if}}')
    expect(put(fact('list', 'all', [fact('text')]), 'text')).toBe('{{#each all}}{{it}}|{{/each}}')
    expect(put(fact('list', 'all', [fact('text')]), 'text', '', '- x')).toBe('{{#each all}}- x|{{/each}}')
  })

  it('is a link in the body, the bare address where one stands already', () => {
    expect(put(fact('link'), 'text')).toBe('{{it}}|')
    expect(put(fact('link'), 'body')).toBe('<a class="text-link" href="{{it}}">{{it}}</a>|')
    expect(put(fact('link'), 'body', 'x', 'here')).toBe('<a class="text-link" href="{{it}}">here</a>|')
    expect(put(fact('link'), 'body', '<a href="')).toBe('{{it}}|')
    expect(put(fact('link'), 'body', '<a href="{{it}}">')).toBe('{{it}}|')
  })

  it('is explained, whichever mail it is of', () => {
    const all = [...templateNames.flatMap(factsOf), ...layoutFacts].flatMap((one) => [one, ...(one.entries ?? [])])
    expect(all.map(({ name }) => name).filter((name) => !wordingWords.facts[name])).toEqual([])
  })
})

const base: WordingSource = { subject: 's', preview: 'p', body: 'b', text: 't', why: 'w' }

describe('somebody else’s wording', () => {
  it('is taken over where nothing was typed, and nothing that was typed is lost', () => {
    const merged = mergeSources({ ...base, body: 'mine' }, base, { ...base, body: 'theirs', why: 'theirs' })
    expect(merged).toEqual({ ...base, body: 'mine', why: 'theirs' })
    expect(changedFields(merged, base)).toEqual(['body', 'why'])
    expect([fieldsOf('layout'), fieldsOf('invitation').length]).toEqual([['body', 'text'], 5])
  })
})

describe('a draft in this browser', () => {
  const stored = new Map<string, string>()
  beforeEach(() => {
    stored.clear()
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => stored.set(key, value),
      removeItem: (key: string) => stored.delete(key),
    })
  })
  afterEach(() => vi.unstubAllGlobals())

  it('is kept for each person and mail, and forgotten', () => {
    const draft = { source: { ...base, body: 'typed' }, version: 3, at: 5 }
    keepDraft('ana', 'invitation', draft)
    expect(readDraft('ana', 'invitation')).toEqual(draft)
    expect(readDraft('ben', 'invitation')).toBeUndefined()
    expect(readDraft('ana', 'layout')).toBeUndefined()
    keepDraft('ana', 'invitation', undefined)
    expect(readDraft('ana', 'invitation')).toBeUndefined()
  })

  it('is none when something else is stored there, or storage is refused', () => {
    keepDraft('ana', 'invitation', { source: base, version: 1, at: 1 })
    const [key] = [...stored.keys()]
    for (const other of ['{', '{"source":{"subject":1}}', 'null', '"x"']) {
      stored.set(key!, other)
      expect(readDraft('ana', 'invitation'), other).toBeUndefined()
    }
    const refuse = () => {
      throw new DOMException('refused', 'SecurityError')
    }
    vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse, removeItem: refuse })
    expect(readDraft('ana', 'invitation')).toBeUndefined()
    expect(() => keepDraft('ana', 'invitation', undefined)).not.toThrow()
  })
})

describe('differences', () => {
  const shown = (before: string, after: string) =>
    diffLines(before, after).map(
      ({ kind, pieces }) => `${kind} ${pieces.map(({ text, isChanged }) => (isChanged ? `[${text}]` : text)).join('')}`,
    )

  it('are lines, and words where lines took each other’s place', () => {
    expect(shown('a\nHello big world\nz', 'a\nHello wide world\nz\nnew')).toEqual([
      'same a',
      'removed Hello [big] world',
      'added Hello [wide] world',
      'same z',
      'added new',
    ])
  })

  it('give back both sides', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'a b', 'b a', ''), { minLength: 1, maxLength: 7 })
    const join = (pieces: { text: string }[]) => pieces.map(({ text }) => text).join('')
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const all = diffLines(before.join('\n'), after.join('\n'))
        const side = (without: string) => all.filter(({ kind }) => kind !== without).map(({ pieces }) => join(pieces))
        expect(side('added')).toEqual(before)
        expect(side('removed')).toEqual(after)
      }),
    )
  })

  it('are told of fields that differ, with little of what is the same', () => {
    const long = Array.from({ length: 20 }, (_, at) => `line ${at}`).join('\n')
    const [only, ...none] = diffWordings({ ...base, body: long }, { ...base, body: long.replace('line 9', 'other') })
    expect(none).toEqual([])
    expect(only!.field).toBe('body')
    expect(only!.lines.map((line) => (line.kind === 'gap' ? line.count : line.kind))).toEqual([
      7,
      'same',
      'same',
      'removed',
      'added',
      'same',
      'same',
      8,
    ])
  })
})

describe('an accent', () => {
  it('is judged on both grounds, and what mails use instead is said', () => {
    const { light, dark } = judgeAccent('#ffee00')
    expect(light).toMatchObject({ verdict: 'poor' })
    expect(light.used).not.toBe('#ffee00')
    expect(dark).toMatchObject({ verdict: 'good', used: '#ffee00' })
    expect(judgeAccent('#0b5c8a').light.used).toBe('#0b5c8a')
    expect(judgeAccent('#767676').light).toEqual({ ratio: 4.5, verdict: 'good', used: '#767676' })
    expect(['#3451d1', '#3451D1', '3451d1', '#345', 'red'].map(isHex)).toEqual([true, true, false, false, false])
  })
})
