import { render, screen } from '@solidjs/testing-library'
import { afterEach, expect, test, vi } from 'vitest'
import { exportLines, isMailFiltered, mailRules, mailsHref, readMailFilter } from '#client/features/emails/mail-list.ts'
import { shownRuns } from '#client/features/emails/mail-runs.ts'
import { MailStandingBadge, MailTrouble } from '#client/features/emails/mail-standing.tsx'
import { ResendMail } from '#client/features/emails/resend-mail.tsx'
import { deliveryWords } from '#client/words/deliveries.ts'
import { mailStandings, standingOf } from '#server/features/emails/rules.ts'
import type { MailFilter, MailRow, MailRun } from '#server/features/emails/schema.ts'

const at = (second: number) => new Date(Date.UTC(2026, 10, 21, 10, 0, second)).toISOString()
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

const mail = (over: Partial<MailRow> = {}): MailRow => ({
  id: id(1),
  template: 'registration-approved',
  toName: 'Maria Lindqvist',
  toAddress: 'maria@nordpay.example',
  state: 'sent',
  attempts: 1,
  response: '250 OK',
  subject: 'Your registration is approved',
  createdAt: at(0),
  sendAfter: at(10),
  sentAt: at(11),
  failingSince: null,
  reviewId: id(2),
  account: { id: id(3), kind: 'user' },
  organization: { id: id(4), name: 'Nordpay' },
  isTest: false,
  runId: id(5),
  resentOf: null,
  version: 2,
  ...over,
})
const held = mail({ state: 'waiting', attempts: 0, sentAt: null })

afterEach(() => void vi.useRealTimers())

test('a filter goes into the address and comes back the same; what makes no sense there is left out', () => {
  const filter: MailFilter = {
    q: 'maria & co',
    standing: 'gave_up',
    template: 'invitation',
    account: id(3),
    organization: id(4),
    review: id(2),
    run: id(5),
  }
  const { searchParams } = new URL(mailsHref(filter), 'https://portal.example')
  expect(readMailFilter(Object.fromEntries(searchParams))).toEqual(filter)
  expect(mailsHref({})).toBe('/admin/emails')
  const nonsense = readMailFilter({ q: '  ', standing: 'lost', kind: 'love-letter', person: '1', run: "'" })
  expect(isMailFiltered(nonsense)).toBe(false)
  expect(readMailFilter({ q: 'x'.repeat(500) }).q).toHaveLength(100)
})

test('each part of a filter lets its own mails through and no others', () => {
  const belongs = (filter: MailFilter, row = mail(), now = Date.parse(at(20))) =>
    mailRules(filter, () => now).belongs(row)
  const own: MailFilter[] = [
    {},
    { q: 'LINDqvist approved' },
    { q: 'nordpay.example' },
    { standing: 'sent' },
    { template: 'registration-approved' },
    { account: id(3) },
    { organization: id(4) },
    { review: id(2) },
    { run: id(5) },
  ]
  const others: MailFilter[] = [
    { q: 'lindqvist rejected' },
    { standing: 'queued' },
    { template: 'invitation' },
    { account: id(9) },
    { organization: id(9) },
    { review: id(9) },
    { run: id(9) },
  ]
  expect(own.filter((filter) => !belongs(filter))).toEqual([])
  expect(others.filter((filter) => belongs(filter))).toEqual([])
  expect(belongs({ organization: id(4) }, mail({ organization: null }))).toBe(false)
  // By the server's clock: what waits for an undo is queued when that is over.
  expect(belongs({ standing: 'held' }, held, Date.parse(at(9)))).toBe(true)
  expect(belongs({ standing: 'held' }, held, Date.parse(at(10)))).toBe(false)
  expect(belongs({ standing: 'queued' }, held, Date.parse(at(10)))).toBe(true)
})

test('a mail that waits for an undo turns in its second, and what failed says so in words', () => {
  vi.useFakeTimers({ now: Date.parse(at(8)) })
  render(() => <MailStandingBadge mail={held} />)
  screen.getByText('Waiting for undo')
  vi.advanceTimersByTime(3_000)
  screen.getByText('Queued')

  const failing = mail({ state: 'waiting', attempts: 3, failingSince: at(1), response: '450 busy' })
  render(() => <MailTrouble mail={failing} />)
  expect(screen.getByText(/3 attempts/).textContent).toBe('3 attempts, will be tried again: 450 busy')
  expect(new Set(Object.values(deliveryWords.standings)).size).toBe(mailStandings.length)
  expect(standingOf(failing, Date.now())).toBe('failed')
})

test('resending is off with its reason where it would do nothing', () => {
  const cases: [Partial<MailRow>, string | undefined][] = [
    [{}, undefined],
    [{ state: 'gave_up' }, undefined],
    [{ state: 'waiting', failingSince: at(1) }, undefined],
    [{ state: 'waiting' }, deliveryWords.resend.reasons['on-its-way']],
    [{ state: 'cancelled' }, deliveryWords.resend.reasons.cancelled],
    [{ isTest: true }, deliveryWords.resend.reasons.test],
    [{ template: 'invitation' }, deliveryWords.resend.reasons['own-flow']],
    // Its link is made anew: the same mail, as it was never taken.
    [{ template: 'invitation', state: 'gave_up' }, undefined],
  ]
  for (const [over, reason] of cases) {
    const { unmount } = render(() => (
      <ResendMail mail={mail(over)} disabledReason={undefined} onResent={() => undefined} />
    ))
    const button = screen.getByRole('button', { name: 'Resend' })
    expect(button.getAttribute('aria-disabled'), JSON.stringify(over)).toBe(reason ? 'true' : null)
    expect(button.getAttribute('title')).toBe(reason ?? null)
    unmount()
  }
})

const run = (over: Partial<MailRun> = {}): MailRun => ({
  id: 'r1',
  by: { id: 'a1', name: 'Ana Torres' },
  state: 'done',
  total: 340,
  sent: 318,
  failed: 22,
  startedAt: at(0),
  finishedAt: at(30),
  version: 4,
  ...over,
})

test('the result says what came of a run; of those that ended the last one is shown for a day, unless it was put away', () => {
  expect(deliveryWords.runs.result(run())).toBe('318 sent, 22 failed again')
  expect(deliveryWords.runs.result(run({ sent: 1_340, total: 1_340, failed: 0 }))).toBe('1,340 sent')
  expect(deliveryWords.runs.result(run({ state: 'cancelled', total: 400 }))).toBe(
    '318 sent, 22 failed again, 60 left as they were',
  )
  const goingOn = run({ id: 'r3', state: 'running', finishedAt: null })
  const ended = [run({ id: 'r2' }), run()]
  const shown = (runs: MailRun[], hours: number, readId?: string) =>
    shownRuns(runs, Date.parse(at(0)) + hours * 3_600_000, (one) => one === readId).map((one) => one.id)
  expect(shown([goingOn, ...ended], 1)).toEqual(['r3'])
  expect(shown(ended, 1)).toEqual(['r2'])
  expect(shown(ended, 1, 'r2')).toEqual([])
  expect(shown(ended, 25)).toEqual([])
})

test('the question names the first of them and counts the rest', () => {
  const { people } = deliveryWords.resendFailed
  expect(people({ names: ['Maria Lindqvist'], addresses: 1 })).toBe('Maria Lindqvist')
  expect(people({ names: ['Ana', 'Ben'], addresses: 42 })).toBe('Ana, Ben, and 40 others')
  expect(deliveryWords.resendFailed.title(1)).toBe('Resend 1 mail?')
  expect(deliveryWords.resendFailed.button(1_200)).toBe('Resend failed (1,200)')
})

test('the file has a line each, with the state in words and what the server said', () => {
  const [titles, line] = exportLines([mail({ state: 'gave_up', response: '550 no such user' })], Date.parse(at(20)))
  expect(line).toHaveLength(titles!.length)
  expect(line).toEqual([
    'Maria Lindqvist',
    'maria@nordpay.example',
    'Your registration is approved',
    'Registration approved',
    'Gave up',
    '1',
    '550 no such user',
    at(0),
    at(11),
    'Nordpay',
  ])
})
