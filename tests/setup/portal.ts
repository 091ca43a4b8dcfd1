// A whole Gatehouse on a database of its own, in this process, and the people who use it.
import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { createTRPCClient, createWSClient, httpBatchLink, wsLink } from '@trpc/client'
import { WebSocket } from 'ws'
import { startApp, type RunningApp } from '#server/app.ts'
import { readConfig, type Config } from '#server/config.ts'
import { openSession } from '#server/features/auth/commands.ts'
import { hashPassword } from '#server/features/auth/passwords.ts'
import type { StaffRole } from '#server/features/auth/schema.ts'
import { submitReview } from '#server/features/reviews/commands.ts'
import type { ReviewRow } from '#server/features/reviews/schema.ts'
import { createLog, type Logger } from '#server/log.ts'
import type { Event, StreamMessage } from '#server/realtime/events.ts'
import type { AppRouter } from '#server/router.ts'
import { createTestDatabase } from './postgres.ts'

export interface Portal extends RunningApp {
  databaseUrl: string
  /** Stops the app and drops its database. */
  end(): Promise<void>
}

const key = randomBytes(32)

/** Starts an app on a database (a new one unless given); its mails are kept unless `smtpUrl` says otherwise. */
export async function startPortal({
  databaseUrl,
  log = createLog(process.env.TEST_LOG ?? 'silent'),
  ...config
}: Partial<Config> & { databaseUrl?: string; log?: Logger } = {}): Promise<Portal> {
  const database = databaseUrl ? { url: databaseUrl, drop: async () => {} } : await createTestDatabase()
  const app = await startApp(
    { ...readConfig({ PORT: '0' }), ...config },
    { current: { version: 1, key }, byVersion: new Map([[1, key]]) },
    log,
    database.url,
  )
  return Object.assign(app, {
    databaseUrl: database.url,
    async end() {
      await app.stop()
      await database.drop()
    },
  })
}

let people = 0
/** They have a password, as active people do; nobody logs in with it. */
const unguessable = hashPassword(randomBytes(16).toString('hex'))

/** Inserts a portal admin; the least that is valid. */
export async function insertStaff(portal: Portal, role: StaffRole, firstName = 'Ana'): Promise<string> {
  const email = `staff${++people}@portal.example`
  const [row] = await portal.database.sql<{ id: string }[]>`
    insert into accounts (kind, email, email_key, first_name, last_name, staff_role, password_hash, approved_at, email_confirmed_at)
    values ('staff', ${email}, ${email}, ${firstName}, ${role}, ${role}, ${await unguessable}, now(), now()) returning id`
  return row!.id
}

export interface PersonFacts {
  approved?: boolean
  confirmed?: boolean
  deactivated?: boolean
  passwordHash?: string
}

/** Inserts a developer in the default organization. */
export async function insertDeveloper(portal: Portal, facts: PersonFacts = {}): Promise<{ id: string; email: string }> {
  const { approved = true, confirmed = true, deactivated = false, passwordHash = null } = facts
  const email = `developer${++people}@dev.example`
  const [row] = await portal.database.sql<{ id: string }[]>`
    insert into accounts (kind, email, email_key, first_name, last_name, organization_id, organization_role, password_hash,
                          approved_at, email_confirmed_at, deactivated_at)
    select 'user', ${email}, ${email}, 'Dev', 'Eloper', id, 'team_member', ${passwordHash},
           case when ${approved} then now() end, case when ${confirmed} then now() end, case when ${deactivated} then now() end
      from organizations where is_default
    returning id`
  return { id: row!.id, email }
}

/** Inserts an applicant and the pending review of their registration. */
export async function insertRegistration(portal: Portal, firstName = 'Maria'): Promise<ReviewRow> {
  const { id, email } = await insertDeveloper(portal, { approved: false, confirmed: false })
  const facts = { firstName, lastName: 'Lindqvist', email, emailConfirmed: false, earlier: 0 }
  return portal.database.inTransaction(async (tx) => {
    const review = await submitReview(tx, {
      kind: 'registration',
      subjectId: id,
      requesterId: id,
      facts,
      state: 'pending',
    })
    await tx`insert into registrations (review_id, account_id, first_name, last_name) values (${review.id}, ${id}, ${firstName}, 'Lindqvist')`
    return review
  })
}

/** Opens a session and returns its cookie header. */
export async function signIn(portal: Portal, accountId: string): Promise<string> {
  const caller = { address: '127.0.0.1', userAgent: 'test' }
  const secret = await portal.database.inTransaction((tx) => openSession(tx, accountId, caller, false))
  return `gatehouse=${secret}`
}

/** Inserts a portal admin, signs in and returns the typed client. */
export async function staffClient(portal: Portal, role: StaffRole, firstName?: string) {
  return clientOf(portal, await signIn(portal, await insertStaff(portal, role, firstName)))
}

/** The typed client over HTTP as a browser of our own pages would call. */
export function clientOf(portal: Pick<Portal, 'url'>, cookie = '') {
  const headers = { cookie, origin: portal.url, 'sec-fetch-site': 'same-origin' }
  return createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: `${portal.url}/trpc`, headers, maxItems: 10 })] })
}

export interface Tab {
  /** the typed client over the socket */
  api: ReturnType<typeof createTRPCClient<AppRouter>>
  messages: StreamMessage[]
  events: Event[]
  /** the position of the last message */
  cursor(): string | undefined
  /** Resolves once the condition holds; looks again at each message. */
  until(condition: (tab: Tab) => boolean): Promise<void>
  closedWith: Promise<number>
  close(): Promise<void>
}

/** Opens a socket and follows the stream, as a tab does. */
export function openTab(portal: Pick<Portal, 'url'>, cookie = '', lastEventId?: string): Tab {
  const origin = portal.url
  class OwnSocket extends WebSocket {
    constructor(url: string) {
      super(url, { headers: { cookie, origin } })
    }
  }
  let closed: (code: number) => void
  let cursor: string | undefined
  const closedWith = new Promise<number>((resolve) => (closed = resolve))
  const waiting = new Set<() => void>()
  const client = createWSClient({
    url: `${portal.url.replace('http', 'ws')}/trpc`,
    WebSocket: OwnSocket as never,
    // tRPC's timer outlives its client; it finds it closed.
    retryDelayMs: () => 100,
    onClose(cause) {
      closed(cause?.code ?? 1000)
      // It shall not come back by itself, nor leave its timer behind.
      setImmediate(() => void client.close())
    },
  })
  const api = createTRPCClient<AppRouter>({ links: [wsLink({ client })] })
  const tab: Tab = {
    api,
    messages: [],
    events: [],
    cursor: () => cursor,
    async until(condition) {
      while (!condition(tab)) await new Promise<void>((resolve) => waiting.add(resolve))
    },
    closedWith,
    close: () => client.close().then(() => undefined),
  }
  api.realtime.follow.subscribe(
    { lastEventId },
    {
      onData({ id, data }) {
        cursor = id
        tab.messages.push(data)
        if (data.type === 'event') tab.events.push(data.event)
        for (const wake of waiting) wake()
        waiting.clear()
      },
      onError: () => closed(0),
    },
  )
  return tab
}

/** A tab that hears whatever is committed from now on, and nothing from before: what is known so far has been read and handed out. */
export async function openStarted(
  portal: Pick<Portal, 'url' | 'feed'>,
  cookie = '',
  lastEventId?: string,
): Promise<Tab> {
  const startedAt = performance.now()
  portal.feed.wake()
  while (performance.now() - portal.feed.ageMs() < startedAt) await setTimeout(5)
  const tab = openTab(portal, cookie, lastEventId)
  await tab.until(({ messages }) => messages.length > 0)
  return tab
}

export const requestId = () => randomUUID()
