// Our server, whole, in a process of its own: what is said is written to the database in a transaction and delivered as ever.
import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { startApp } from '#server/app.ts'
import { readConfig } from '#server/config.ts'
import { openSession } from '#server/features/auth/commands.ts'
import { hashPassword } from '#server/features/auth/passwords.ts'
import { findTypedCode } from '#server/features/invite-codes/queries.ts'
import { register } from '#server/features/registrations/commands.ts'
import { createLog } from '#server/log.ts'
import { publish } from '#server/realtime/publish.ts'
import { insertCode } from '#tests/setup/invite-codes.ts'
import { insertKeys } from './keys.ts'
import { answerParent, nowNs, textOf, cpuMs, type ServerAnswer, type ServerCommand } from './protocol.ts'

const key = randomBytes(32)
const config = readConfig({ PORT: '0', TRUSTED_PROXIES: '127.0.0.1,::1' })
const keys = { current: { version: 1, key }, byVersion: new Map([[1, key]]) }
const app = await startApp(config, keys, createLog('error'), process.argv[2]!)
const { database } = app

const say = (first: number, count = 1) =>
  database.inTransaction(async (tx) => {
    for (let n = first; n < first + count; n++) {
      await publish(tx, 'admins', { kind: 'account.confirmed', accountId: textOf(n) })
    }
  })

/** As many portal admins as it takes at 50 sockets each. */
async function makeCookies(count: number): Promise<string[]> {
  const caller = { address: '127.0.0.1', userAgent: 'bench' }
  const rows = await database.sql<{ id: string }[]>`
    insert into accounts (kind, email, email_key, first_name, last_name, staff_role, approved_at, email_confirmed_at)
    select 'staff', email, email, 'Ana', 'Admin', 'approver', now(), now()
      from (select gen_random_uuid() || '@portal.example' as email from generate_series(1, ${count})) named
    returning id`
  return Promise.all(
    rows.map(({ id }) => database.inTransaction(async (tx) => `gatehouse=${await openSession(tx, id, caller, false)}`)),
  )
}

/** Without the password's hash, which costs more than all the rest: what is measured is the claim. */
async function registerPeople(count: number, codes: number): Promise<number> {
  const ids = await Promise.all(Array.from({ length: codes }, () => insertCode(app)))
  const found = await Promise.all(ids.map(({ code }) => findTypedCode(database.sql, code)))
  await database.sql`update invite_codes set quota = null`
  const since = performance.now()
  await Promise.all(
    Array.from({ length: count }, (_, n) => {
      const email = `${randomUUID()}@dev.example`
      const person = { email, firstName: 'Maria', lastName: 'Lindqvist', passwordHash: 'ready' }
      return database.inTransaction((tx) => register(tx, { ...person, code: found[n % codes] }, email))
    }),
  )
  return performance.now() - since
}

/** At a steady pace, however long one takes. */
async function arrive(count: number, everyMs: number): Promise<number> {
  const since = performance.now()
  const arriving: Promise<unknown>[] = []
  for (let n = 0; n < count; n++) {
    await sleep(Math.max(0, since + n * everyMs - performance.now()))
    const email = `${randomUUID()}@dev.example`
    const person = { email, firstName: 'Maria', lastName: 'Lindqvist', passwordHash: 'ready' }
    arriving.push(database.inTransaction((tx) => register(tx, { ...person, code: undefined }, email)))
  }
  await Promise.all(arriving)
  return performance.now() - since
}

answerParent<ServerCommand, ServerAnswer>(app.url, async (command) => {
  switch (command.do) {
    case 'paced': {
      const atNs: number[] = []
      for (let n = command.first; n < command.first + command.count; n++) {
        await say(n)
        atNs.push(nowNs())
        await sleep(command.everyMs)
      }
      return { atNs }
    }
    case 'burst':
      await say(command.first, command.count)
      return { atNs: [nowNs()] }
    case 'cookies':
      return { cookies: await makeCookies(command.count) }
    case 'hash': {
      const since = performance.now()
      await Promise.all(Array.from({ length: command.count }, () => hashPassword('a long and quiet password')))
      return { tookMs: performance.now() - since }
    }
    case 'register':
      return { tookMs: await registerPeople(command.count, command.codes) }
    case 'arrive':
      return { tookMs: await arrive(command.count, command.everyMs) }
    case 'keys':
      return { keys: await insertKeys(app, command.count, command.baseUrl) }
    case 'memory':
      return { residentMb: process.memoryUsage.rss() / 1e6, cpuMs: cpuMs() }
  }
})
