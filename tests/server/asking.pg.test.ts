// Before a decision: questions to the requester, their answers, and notes for staff alone.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { updateReviewFacts } from '#server/features/reviews/commands.ts'
import type { Event } from '#server/realtime/events.ts'
import { applicant, createApplicants } from '#tests/setup/applicants.ts'
import { askForOrganization, insertAdmin, type Admin } from '#tests/setup/desk.ts'
import { insertMember, insertOrganization } from '#tests/setup/organizations.ts'
import {
  clientOf,
  insertRegistration,
  openStarted,
  requestId,
  signIn,
  startPortal,
  type Portal,
} from '#tests/setup/portal.ts'
import { mutateRaw, refusalIn, refusalOf } from '#tests/setup/raw-call.ts'
import { rounds } from '#tests/setup/rounds.ts'

let portal: Portal
let ana: Admin
let ben: Admin

beforeAll(async () => {
  portal = await startPortal({ role: 'web' })
  ana = await insertAdmin(portal, 'Ana')
  ben = await insertAdmin(portal, 'Ben')
})
afterAll(() => portal.end())
beforeEach(async () => {
  await portal.database.sql`delete from rate_limits`
})

const ask = (name: string) => askForOrganization(portal, name)
const questionTo = (id: string, version = 1) => ({
  id,
  version,
  requestId: requestId(),
  question: 'Which company is it?',
})

describe('a question', () => {
  test('takes the review out of the queue until it is answered, at its place by age', async () => {
    const { id, api, cookie } = await ask('Ottersum Labs')
    const before = await ana.api.admin.reviews.counts.query()
    const theirTab = await openStarted(portal, cookie)
    const asked = await ana.api.admin.reviews.ask.mutate(questionTo(id))
    expect(asked).toMatchObject({ state: 'needs_information', question: 'Which company is it?', version: 2 })
    expect((await ana.api.admin.reviews.counts.query()).all).toBe(before.all - 1)
    expect((await ana.api.admin.reviews.list.query({ state: 'asked' })).rows.map((row) => row.id)).toContain(id)
    expect((await ana.api.admin.reviews.list.query({})).rows.map((row) => row.id)).not.toContain(id)
    // The requester hears the question, and not whose it is.
    await theirTab.until(({ events }) =>
      events.some((event) => event.kind === 'own-review.changed' && event.ownReview.question !== null),
    )
    expect(JSON.stringify(theirTab.events)).not.toContain('Ana')
    expect(await api.portal.organizations.request.query()).toMatchObject({ question: 'Which company is it?' })

    const adminTab = await openStarted(portal, ben.cookie)
    await api.portal.reviews.answer.mutate({ id, version: 2, requestId: requestId(), answer: 'Ottersum of Gennep.' })
    await adminTab.until(({ events }) =>
      events.some((event) => event.kind === 'review.answered' && event.review.id === id),
    )
    const detail = await ben.api.admin.reviews.get.query({ id })
    expect(detail).toMatchObject({ state: 'pending', question: null, requestedAt: asked.requestedAt })
    expect(detail.messages.map(({ kind, body }) => [kind, body])).toEqual([
      ['question', 'Which company is it?'],
      ['answer', 'Ottersum of Gennep.'],
    ])
    expect((await ana.api.admin.reviews.counts.query()).all).toBe(before.all)
    await Promise.all([theirTab.close(), adminTab.close()])
  })

  test('goes out by mail at once, to the page where it is answered', async () => {
    const { id, accountId } = await ask('Bergen Maps')
    await ana.api.admin.reviews.ask.mutate(questionTo(id))
    const [mail] = await portal.database.sql`
      select template, facts, send_after <= clock_timestamp() as is_due from mails where review_id = ${id} and account_id = ${accountId}`
    expect(mail).toMatchObject({
      template: 'review-question',
      facts: { question: 'Which company is it?', path: '/organization/new' },
      isDue: true,
    })
  })

  test('of two admins at once one asks or decides, and the other is told', async () => {
    for (let round = 0; round < rounds(20, 200); round++) {
      const { id, version } = await insertRegistration(portal)
      const outcomes = await Promise.all([
        refusalOf(ana.api.admin.reviews.ask.mutate(questionTo(id, version))),
        refusalOf(ben.api.admin.reviews.approve.mutate({ id, version, requestId: requestId() })),
      ])
      expect(outcomes.filter((code) => code === 'no refusal')).toHaveLength(1)
      expect(['REVIEW_CHANGED', 'REVIEW_DECIDED']).toContain(outcomes.find((code) => code !== 'no refusal'))
    }
  })

  test('is answered once, however many tabs send; a decision meanwhile wins', async () => {
    const { id, api } = await ask('Vliet Software')
    await ana.api.admin.reviews.ask.mutate(questionTo(id))
    const answers = await Promise.all(
      Array.from({ length: rounds(50, 300) }, (_, n) =>
        refusalOf(api.portal.reviews.answer.mutate({ id, version: 2, requestId: requestId(), answer: `Answer ${n}` })),
      ),
    )
    expect(answers.filter((code) => code === 'no refusal')).toHaveLength(1)
    expect(new Set(answers)).toEqual(new Set(['no refusal', 'REVIEW_CHANGED']))
    expect((await ana.api.admin.reviews.get.query({ id })).messages).toHaveLength(2)
    await ana.api.admin.reviews.ask.mutate(questionTo(id, 3))
    await ben.api.admin.reviews.reject.mutate({ id, version: 4, requestId: requestId(), reason: 'No.' })
    expect(
      await refusalOf(api.portal.reviews.answer.mutate({ id, version: 4, requestId: requestId(), answer: 'Late' })),
    ).toBe('REVIEW_CHANGED')
    const [kept] = await portal.database.sql`select question from reviews where id = ${id}`
    expect(kept!.question).toBeNull()
  })

  test('is nobody else’s to answer, and a repeat after a lost answer is the first', async () => {
    const { id, api } = await ask('Nieuwpoort')
    await ana.api.admin.reviews.ask.mutate(questionTo(id))
    const acme = await insertOrganization(portal)
    const rival = clientOf(portal, await signIn(portal, (await insertMember(portal, acme.id, 'super_admin')).id))
    const input = { id, version: 2, requestId: requestId(), answer: 'Ours.' }
    expect(await refusalOf(rival.portal.reviews.answer.mutate({ ...input, requestId: requestId() }))).toBe('NOT_FOUND')
    await api.portal.reviews.answer.mutate(input)
    await api.portal.reviews.answer.mutate(input)
    expect((await ana.api.admin.reviews.get.query({ id })).messages).toHaveLength(2)
  })

  test('to somebody whose address is unconfirmed outlasts the confirmation', async () => {
    const people = await createApplicants(portal)
    const { sql } = portal.database
    await sql`update settings set requires_confirmed_email = true`
    const input = applicant()
    await people.register(input)
    await sql`update settings set requires_confirmed_email = false`
    const rejected = await people.decide(input.email, 'reject')
    const { version } = await ana.api.admin.reviews.reopen.mutate({
      id: rejected.id,
      version: rejected.version,
      requestId: requestId(),
    })
    await ana.api.admin.reviews.ask.mutate(questionTo(rejected.id, version))
    await portal.database.inTransaction((tx) =>
      updateReviewFacts(tx, rejected.id, rejected.requesterId, 'review.address-confirmed', { emailConfirmed: true }),
    )
    expect(await ana.api.admin.reviews.get.query({ id: rejected.id })).toMatchObject({
      state: 'needs_information',
      question: 'Which company is it?',
      facts: { emailConfirmed: true },
    })
  })

  test('to an applicant is read and answered with the status cookie of that registration, and no other', async () => {
    const people = await createApplicants(portal)
    const input = applicant()
    const { cookies } = await people.register(input)
    const other = await people.register(applicant())
    const decoy = await people.register({ ...applicant(), email: input.email })
    const { id, version } = await people.reviewOf(input.email)
    const tab = await openStarted(portal, cookies[0])
    await ana.api.admin.reviews.ask.mutate(questionTo(id, version))
    const isAsked = (event: Event) =>
      event.kind === 'review-status.changed' && event.status.question === 'Which company is it?'
    await tab.until(({ events }) => events.some(isAsked))
    const status = await people.statusOf(cookies[0]!)
    expect(status).toMatchObject({ state: 'needs_information', question: 'Which company is it?' })
    expect((await people.statusOf(decoy.cookies[0]!)).question).toBeNull()

    const send = (cookie: string | undefined) =>
      mutateRaw(
        portal,
        'portal.registrations.answer',
        { id, version: status.version, requestId: requestId(), answer: 'Nordpay.' },
        cookie,
      )
    // Of what is asked nothing, a decoy included, all hear the same: nobody learns by it whether an address is known.
    for (const cookie of [other.cookies[0]!, decoy.cookies[0]!]) {
      const own = await people.statusOf(cookie)
      const answer = { id: own.reviewId, version: own.version, requestId: requestId(), answer: 'Nordpay.' }
      expect(refusalIn(await mutateRaw(portal, 'portal.registrations.answer', answer, cookie))).toBe('REVIEW_CHANGED')
    }
    for (const stranger of [undefined, other.cookies[0], decoy.cookies[0]])
      expect(refusalIn(await send(stranger))).toBe('NOT_FOUND')
    expect((await send(cookies[0])).status).toBe(200)
    expect(await people.statusOf(cookies[0]!)).toMatchObject({ state: 'pending', question: null })
    await tab.close()
  })
})

describe('a note', () => {
  test('is read by staff alone, changes no version, and stands in nobody’s way', async () => {
    const secret = `canary ${requestId()}`
    const { id, api, cookie } = await ask('Zeeland Data')
    const tab = await openStarted(portal, cookie)
    const staffTab = await openStarted(portal, ben.cookie)
    await ana.api.admin.reviews.addNote.mutate({ id, requestId: requestId(), note: secret })
    await staffTab.until(({ events }) =>
      events.some((event) => event.kind === 'review-note.added' && event.reviewId === id),
    )
    const detail = await ben.api.admin.reviews.get.query({ id })
    expect(detail).toMatchObject({
      version: 1,
      messages: [{ kind: 'note', body: secret, author: { name: 'Ana approver' } }],
    })
    await ben.api.admin.reviews.reject.mutate({
      id,
      version: 1,
      requestId: requestId(),
      reason: 'No.',
      note: `${secret} too`,
    })
    expect((await ben.api.admin.reviews.get.query({ id })).messages).toHaveLength(2)
    await tab.until(({ events }) => events.some(({ kind }) => kind === 'own-review.changed'))
    expect(JSON.stringify(tab.messages)).not.toContain(secret)
    expect(JSON.stringify(await api.portal.organizations.request.query())).not.toContain(secret)
    const mails = await portal.database.sql`select facts from mails where review_id = ${id}`
    expect(JSON.stringify(mails)).not.toContain(secret)
    await Promise.all([tab.close(), staffTab.close()])
  })
})
