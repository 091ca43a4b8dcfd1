import { describe, expect, it } from 'vitest'
import {
  dropLeft,
  isAnyPicked,
  isPicked,
  nothingPicked,
  rangePicked,
  togglePicked,
  type Picked,
} from '#client/features/reviews/selection.ts'
import { startList } from '#client/realtime/live-list.ts'
import { pickedMax } from '#server/features/bulk/schema.ts'

const listed = ['ada', 'bo', 'cy', 'di', 'ed']
const pick = (...ids: string[]) => ids.reduce((picked, id) => togglePicked(picked, id, listed), nothingPicked)
const all: Picked = { ...nothingPicked, isAll: true }
const listOf = (ids: string[], next: { at: string; id: string } | null = null) =>
  startList({ rows: ids.map((id) => ({ id, version: 1 })), next })

describe('one by one', () => {
  it('a press takes in, another one out', () => {
    expect(pick('bo', 'di').ids).toEqual(['bo', 'di'])
    expect(pick('bo', 'di', 'bo').ids).toEqual(['di'])
    expect(isAnyPicked(pick('bo', 'bo'))).toBe(false)
  })

  it('there is a most', () => {
    const many = Array.from({ length: pickedMax + 5 }, (_, n) => `person ${n}`)
    const range = rangePicked(togglePicked(nothingPicked, many[0]!, many), many.at(-1)!, many)
    expect(range.ids).toHaveLength(pickedMax)
    expect(togglePicked(range, many.at(-1)!, many).ids).toHaveLength(pickedMax)
  })
})

describe('a range', () => {
  it('goes from the last press to this one, up or down, and keeps what was in', () => {
    expect(rangePicked(pick('bo'), 'di', listed).ids).toEqual(['bo', 'cy', 'di'])
    expect(rangePicked(pick('ed', 'cy'), 'ada', listed).ids).toEqual(['ed', 'cy', 'ada', 'bo'])
  })

  it('goes on from its own end', () => {
    const first = rangePicked(pick('ada'), 'bo', listed)
    expect(rangePicked(first, 'cy', listed).ids).toEqual(['ada', 'bo', 'cy'])
  })

  it('without a press before, or after one on what is gone, is that one', () => {
    expect(rangePicked(nothingPicked, 'cy', listed).ids).toEqual(['cy'])
    expect(rangePicked(pick('bo'), 'di', ['cy', 'di']).ids).toEqual(['bo', 'di'])
  })
})

describe('all that match', () => {
  it('has what is listed and what is not', () => {
    expect(isPicked(all, 'ada')).toBe(true)
    expect(isPicked(all, 'on a later page')).toBe(true)
    expect(rangePicked(all, 'cy', listed)).toBe(all)
  })

  it('out of it, those that are listed stay', () => {
    expect(togglePicked(all, 'cy', listed)).toMatchObject({ ids: ['ada', 'bo', 'di', 'ed'], isAll: false })
  })
})

describe('while others work', () => {
  it('it stays through arrivals', () => {
    const picked = pick('bo')
    expect(dropLeft(picked, listOf([...listed, 'fay']))).toBe(picked)
  })

  it('what leaves the list drops out, and does not come back with it', () => {
    const list = listOf(listed)
    list.lines[1]!.leftAt = 5
    const picked = dropLeft(pick('bo', 'di'), list)
    expect(picked.ids).toEqual(['di'])
    list.lines[1]!.leftAt = undefined
    expect(dropLeft(picked, list).ids).toEqual(['di'])
  })

  it('what is gone from a list that is loaded to its end drops out', () => {
    expect(dropLeft(pick('bo', 'di'), listOf(['di'])).ids).toEqual(['di'])
  })

  it('what may be on a page that is not loaded any more stays, unless it was seen to go', () => {
    const list = listOf(['ada'], { at: '', id: 'ada' })
    list.goneVersions.bo = 2
    expect(dropLeft(pick('bo', 'di'), list).ids).toEqual(['di'])
  })
})
