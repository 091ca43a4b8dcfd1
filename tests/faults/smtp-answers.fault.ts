// A mail server that answers as real ones do on their worst day, in a random order that a seed repeats.
import { afterEach, expect, test } from 'vitest'
import { queueMail } from '#server/features/emails/commands.ts'
import { insertDeveloper, insertRegistration, startPortal, type Portal } from '#tests/setup/portal.ts'
import { mutateRaw } from '#tests/setup/raw-call.ts'
import { rounds, seeded } from '#tests/setup/rounds.ts'
import { startSmtpSink, type SinkAnswer } from '#tests/setup/smtp-sink.ts'
import { survived } from './survived.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const temporary: SinkAnswer[] = [
  { code: 421, at: 'recipient' },
  { code: 450, at: 'recipient' },
  { code: 452, at: 'data' },
  { code: 550, at: 'sender' },
  'hang',
  'close-before-data',
  'close-after-data',
]
const final: SinkAnswer[] = [
  { code: 550, at: 'recipient' },
  { code: 554, at: 'data' },
]

/** Counts the mails that are not through, and lets those that wait for another attempt go: nobody waits for the clock. */
async function countOpen({ database: { sql } }: Portal): Promise<number> {
  await sql`
    update pgboss.job set start_after = now() where name = 'mail.send' and state = 'retry' and start_after > now()`
  return (await sql`select 1 from mails where state in ('waiting', 'sending')`).length
}

test(
  'of many mails none is lost, one is sent twice only where nobody could know, and each keeps its Message-ID',
  async () => {
    const count = rounds(30, 400)
    const { seed, random } = seeded()
    const pick = (answers: SinkAnswer[]) => answers[Math.floor(random() * answers.length)]!
    const given: SinkAnswer[] = []
    const sink = await startSmtpSink({
      respond: (n) => {
        const chance = random()
        return (given[n] = chance < 0.5 ? 'accept' : chance < 0.9 ? pick(temporary) : pick(final))
      },
      // Now and then a connection is turned away before anything is said.
      greet: () => (random() < 0.1 ? (random() < 0.5 ? 421 : 554) : 'welcome'),
    })
    closing.push(() => sink.close())
    const portal = await startPortal({ mail: { smtpUrl: `${sink.url}?socketTimeout=5000` } })
    closing.push(() => portal.end())
    const { sql } = portal.database
    const { id: accountId } = await insertDeveloper(portal)
    const addresses = Array.from({ length: count }, (_, n) => `m${n}@dev.example`)
    for (const address of addresses) {
      await portal.database.inTransaction((tx) =>
        queueMail(tx, 'registration-known-address', { accountId, name: 'Maria', address }, { firstName: 'Maria' }),
      )
    }
    await expect.poll(() => countOpen(portal), { timeout: 20 * 60_000, interval: 100 }).toBe(0)

    const mails = await sql<{ id: string; toAddress: string; state: string; response: string }[]>`
    select id, to_address, state, response from mails`
    let lost = 0
    let unexplained = 0
    for (const { id, toAddress, state, response } of mails) {
      const copies = sink.mails.filter(({ to }) => to[0] === toAddress)
      const acknowledged = copies.filter((copy) => copy.acknowledged)
      expect(copies.flatMap(({ to }) => to)).toEqual(copies.map(() => toAddress))
      expect(new Set(copies.map(({ parsed }) => parsed.messageId))).toEqual(
        new Set(copies.length > 0 ? [`<${id}@localhost>`] : []),
      )
      // Refused for good: by an answer about this very mail.
      if (state === 'gave_up') expect(response).toMatch(/55[04]/)
      if (state === 'sent' ? acknowledged.length === 0 : state !== 'gave_up') lost++
      if (acknowledged.length > (state === 'sent' ? 1 : 0)) unexplained++
    }
    const twice = sink.mails.length - new Set(sink.mails.map(({ to }) => to[0])).size
    survived(
      'mails to a server on its worst day',
      { of: count, failed: lost + unexplained, lost, seed },
      `${sink.attempts()} attempts, ${twice} second copies, none of a mail whose arrival was known`,
    )
    expect({ lost, unexplained, seed }).toEqual({ lost: 0, unexplained: 0, seed })
    // Every kind of answer came, or the test has shown less than it says.
    if (count > 100) for (const answer of [...temporary, ...final]) expect(given).toContainEqual(answer)
  },
  25 * 60_000,
)

test('a recipient whose server hangs, or who is refused for good, does not keep the others', async () => {
  const sink = await startSmtpSink({
    respondTo: (address) =>
      address.startsWith('slow') ? 'hang' : address.startsWith('gone') ? { code: 550, at: 'recipient' } : undefined,
  })
  closing.push(() => sink.close())
  const portal = await startPortal({ mail: { smtpUrl: `${sink.url}?socketTimeout=4000` } })
  closing.push(() => portal.end())
  const { sql } = portal.database
  const { id: accountId } = await insertDeveloper(portal)
  const names = [
    'slow1',
    'slow2',
    'slow3',
    'slow4',
    'slow5',
    'slow6',
    'gone1',
    'gone2',
    ...Array.from({ length: 20 }, (_, n) => `good${n}`),
  ]
  for (const name of names) {
    await portal.database.inTransaction((tx) =>
      queueMail(
        tx,
        'registration-known-address',
        { accountId, name: 'Maria', address: `${name}@dev.example` },
        { firstName: 'Maria' },
      ),
    )
  }
  await sink.waitFor(20, 120_000)
  const states = async () => {
    const rows = await sql<{ kind: string; states: string[] }[]>`
      select left(to_address, 4) as kind, array_agg(distinct state order by state) as states from mails group by 1 order by 1`
    return Object.fromEntries(rows.map(({ kind, states }) => [kind, states]))
  }
  await expect.poll(async () => (await states()).good, { timeout: 60_000 }).toEqual(['sent'])
  await expect.poll(async () => (await states()).gone, { timeout: 60_000 }).toEqual(['gave_up'])
  // Each of the good ones at its first attempt: they waited for a free hand, not for the slow.
  const [attempts] = await sql`select max(attempts)::int as most from mails where to_address like 'good%'`
  expect(attempts!.most).toBe(1)
  for (const state of (await states()).slow!) expect(['waiting', 'sending']).toContain(state)
}, 240_000)

test('links minted after a day without SMTP are alive when they arrive; a reset of yesterday is dropped', async () => {
  const before = await startSmtpSink()
  const { port } = before
  await before.close()
  const portal = await startPortal({ mail: { smtpUrl: before.url } })
  closing.push(() => portal.end())
  const { sql } = portal.database
  const [confirming, invited, forgetful] = [await stranger(portal), await stranger(portal), await stranger(portal)]
  await sql`insert into invitations (account_id) values (${invited.accountId})`
  const review = await insertRegistration(portal)
  const waiting = { ...confirming, address: review.facts.email }
  const invitation = { inviterName: 'Ana', invitedInto: 'Acme', roleLabel: 'Team member', isStaff: false }
  await portal.database.inTransaction(async (tx) => {
    await queueMail(tx, 'confirm-address', confirming, { firstName: 'Dev' })
    await queueMail(tx, 'invitation', invited, { firstName: 'Dev', ...invitation })
    await queueMail(tx, 'password-reset', forgetful, { firstName: 'Dev' })
    await queueMail(tx, 'registration-received', waiting, { firstName: 'Maria' }, { reviewId: review.id })
  })
  // All of them wait for another attempt, which comes when this test says so: none is on its way while the day goes by.
  const resting = async () => {
    await sql`update pgboss.job set start_after = now() + interval '1 hour' where name = 'mail.send' and state = 'retry'`
    return (await sql`select 1 from pgboss.job where state = 'retry' and start_after > now() + interval '50 minutes'`)
      .length
  }
  await expect.poll(resting, { timeout: 60_000 }).toBe(4)
  // A day goes by: for the mails, and for whatever they had minted in vain.
  await sql`update mails set created_at = created_at - interval '25 hours'`
  await sql`update mail_tokens set expires_at = expires_at - interval '25 hours'`
  const sink = await startSmtpSink({ port })
  closing.push(() => sink.close())
  await expect.poll(() => countOpen(portal), { timeout: 60_000 }).toBe(0)

  const arrived = sink.mails.flatMap(({ to }) => to).sort()
  expect(arrived).toEqual([confirming, invited, waiting].map(({ address }) => address).sort())
  const follow = async (path: string, { address }: { address: string }) => {
    const mail = sink.mails.find(({ to }) => to[0] === address)!
    const [, token] = /\?token=([\w-]+)/.exec(mail.parsed.text ?? '')!
    return (await mutateRaw(portal, path, { token })).status
  }
  expect(await follow('portal.registrations.confirm', confirming)).toBe(200)
  expect(await follow('portal.invitations.open', invited)).toBe(200)
  expect(await follow('portal.registrations.openStatus', waiting)).toBe(200)
  const [reset] = await sql`select state, response from mails where to_address = ${forgetful.address}`
  expect(reset).toEqual({ state: 'cancelled', response: 'expired before it could be sent' })
}, 180_000)

async function stranger(portal: Portal) {
  const { id, email } = await insertDeveloper(portal, { confirmed: false, passwordHash: 'any' })
  return { accountId: id, name: 'Dev Eloper', address: email }
}
