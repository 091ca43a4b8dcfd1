import { describe, expect, it } from 'vitest'
import {
  catalogueForm,
  fieldsOf,
  mergeCatalogues,
  noCatalogue,
  theirsOf,
} from '#client/features/catalogues/catalogue-draft.ts'
import { audienceOf, belongs, readCatalogueFilter } from '#client/features/catalogues/catalogue-list.ts'
import { previewHref, readPreview } from '#client/features/catalogues/preview.ts'
import { fieldsOf as planFields, mergePlans, noPlan, planForm, readDraft } from '#client/features/plans/plan-draft.ts'
import { planTerms } from '#client/features/plans/plan-terms.ts'
import { toIdText } from '#client/features/records/merge-fields.ts'
import type { CatalogueDetail } from '#server/features/catalogues/schema.ts'

const id = (n: number) => `b6a7c2de-0000-4000-8000-00000000000${n}`

describe('the fields of a plan', () => {
  const read = (over: object) => planForm.safeParse({ ...noPlan, name: 'Gold', ...over })

  it('mean unlimited and for ever when they are empty; a period alone means nothing', () => {
    expect(read({ quotaPeriod: 'day' }).data).toEqual({
      name: 'Gold',
      description: '',
      requestsPerSecond: null,
      quota: null,
      quotaPeriod: null,
      keyLifetimeDays: null,
      needsApproval: true,
    })
  })

  it('take thousands as people write them, a quota with its period', () => {
    expect(read({ quota: '10,000', quotaPeriod: 'week' }).data).toMatchObject({ quota: 10_000, quotaPeriod: 'week' })
    for (const over of [{ quota: '1.5' }, { quota: '0' }, { requestsPerSecond: 'ten' }, { keyLifetime: '4000' }])
      expect(read(over).error?.issues[0]?.path, JSON.stringify(over)).toEqual(Object.keys(over))
  })

  it('come back as they were saved', () => {
    const gold = read({ quota: '500', quotaPeriod: 'day', keyLifetime: '90', needsApproval: '' }).data!
    expect(planForm.parse(planFields(gold))).toEqual(gold)
  })

  it('keep the period of a quota that I typed, whatever somebody else did to theirs', () => {
    const base = { ...noPlan, name: 'Gold', quota: '100', quotaPeriod: 'week' }
    const theirs = { ...base, quota: '', quotaPeriod: 'month' }
    const { fields, contested } = mergePlans({ ...base, quota: '5' }, base, theirs)
    expect(fields).toMatchObject({ quota: '5', quotaPeriod: 'week' })
    expect(contested).toEqual(['quota'])
    expect(mergePlans({ ...base, name: 'Mine' }, base, theirs).fields).toEqual({ ...theirs, name: 'Mine' })
  })

  it('are read out before they are saved, as far as they make sense', () => {
    const values = planTerms(readDraft({ ...noPlan, quota: '1000', quotaPeriod: 'day', keyLifetime: 'soon' }))
    expect(values.map(({ value }) => value)).toEqual([
      'Unlimited',
      '1,000 requests a day',
      'Keys do not expire',
      'Needs approval',
    ])
  })
})

const catalogue: CatalogueDetail = {
  id: id(0),
  name: 'Partners',
  visibility: 'restricted',
  products: 2,
  plans: 0,
  teams: 0,
  organizations: 1,
  createdAt: '2026-11-01T12:00:00.000Z',
  version: 1,
  productList: [
    { id: id(1), name: 'Payments', state: 'published' },
    { id: id(2), name: 'Maps', state: 'draft' },
  ],
  planList: [],
  teamList: [],
  organizationList: [{ id: id(3), name: 'Acme' }],
  history: [],
}

describe('the fields of a catalogue', () => {
  it('are read as the server wants them', () => {
    expect(catalogueForm.parse(fieldsOf(catalogue))).toEqual({
      name: 'Partners',
      visibility: 'restricted',
      organizationIds: [id(3)],
      teamIds: [],
      productIds: [id(1), id(2)],
      planIds: [],
    })
    expect(catalogueForm.safeParse(noCatalogue).error?.issues[0]?.path).toEqual(['name'])
  })

  it('lose nothing when two people add and take out at once', () => {
    const base = fieldsOf(catalogue)
    const mine = { ...base, name: 'Mine', products: toIdText([id(1), id(4)]) }
    const theirs = { ...base, name: 'Theirs', products: toIdText([id(1), id(2), id(5)]), plans: id(6) }
    const { fields, contested } = mergeCatalogues(mine, base, theirs)
    expect(fields.products).toBe(toIdText([id(1), id(4), id(5)]))
    expect(fields.plans).toBe(id(6))
    expect(fields.name).toBe('Mine')
    expect(contested).toEqual(['name'])
  })

  it('say what the other has set, by name', () => {
    const now: CatalogueDetail = {
      ...catalogue,
      name: 'Theirs',
      productList: [catalogue.productList[0]!, { id: id(5), name: 'Weather', state: 'published' }],
    }
    const names: Record<string, string> = { [id(2)]: 'Maps', [id(5)]: 'Weather' }
    expect(theirsOf({ before: catalogue, now, contested: ['name'] }, (one) => names[one]!)).toEqual([
      'Name: Theirs',
      'Products: added Weather; removed Maps',
    ])
  })
})

describe('the list of catalogues', () => {
  it('says whom each is shown to, and when that is nobody', () => {
    expect(audienceOf(catalogue)).toBe('1 organization')
    expect(audienceOf({ ...catalogue, teams: 2 })).toBe('1 organization, 2 teams')
    expect(audienceOf({ ...catalogue, organizations: 0 })).toBe('Nobody')
    expect(audienceOf({ ...catalogue, organizations: 0, visibility: 'private' })).toBe('Anyone signed in')
  })

  it('has what the address asks for, and leaves out what makes no sense there', () => {
    expect(readCatalogueFilter({ q: ' part ', visibility: 'secret' })).toEqual({
      search: 'part',
      visibility: undefined,
    })
    expect(belongs(catalogue, readCatalogueFilter({ q: 'PART', visibility: 'restricted' }))).toBe(true)
    expect(belongs(catalogue, readCatalogueFilter({ visibility: 'public' }))).toBe(false)
  })
})

it('a preview stands in its address; a team without its organization means nothing', () => {
  const href = previewHref({ organizationId: id(3), teamId: id(4) })
  const address = Object.fromEntries(new URL(href, 'http://localhost').searchParams)
  expect(readPreview(address)).toEqual({ organizationId: id(3), teamId: id(4), search: undefined })
  expect(readPreview({ team: id(4) }).teamId).toBeUndefined()
  expect(previewHref({})).toBe('/admin/catalogues/preview')
})
