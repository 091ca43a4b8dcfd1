// Who acts while things fail: an owner who logs in like anybody, and applicants straight from the database.
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { createTRPCClient, httpLink } from '@trpc/client'
import type { Sql } from 'postgres'
import type { AppRouter } from '#server/router.ts'
import { owner } from './server-process.ts'

/** Logs in over HTTP and returns the cookie header. */
export async function logInOwner(url: string): Promise<string> {
  const response = await fetch(`${url}/trpc/portal.session.logIn`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url, 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify(owner),
  })
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0]
  if (!cookie) throw new Error(`log-in failed: ${response.status} ${await response.text()}`)
  return cookie
}

export interface Applicant {
  reviewId: string
  email: string
}

let applicants = 0

/** Inserts applicants with their pending reviews; in one transaction, without mails or events. */
export async function insertApplicants(sql: Sql, count: number, firstName = 'Maria'): Promise<Applicant[]> {
  const rows = await sql<{ id: string; email: string }[]>`
    with people as (
      insert into accounts (kind, email, email_key, first_name, last_name, organization_id, organization_role)
      select 'user', email, email, ${firstName}, 'Applicant', organizations.id, 'team_member'
        from organizations, generate_series(1, ${count}) n,
             lateral (select 'applicant' || ${applicants}::int + n || '@dev.example' as email) named
       where is_default
      returning id, email
    ), waiting as (
      insert into reviews (kind, subject_id, requester_id, state, facts, search_text, announced_at)
      select 'registration', id, id, 'pending',
             jsonb_build_object('firstName', ${firstName}::text, 'lastName', 'Applicant', 'email', email, 'emailConfirmed', false, 'earlier', 0),
             email, now()
        from people
      returning id, requester_id
    ), typed as (
      insert into registrations (review_id, account_id, first_name, last_name)
      select id, requester_id, ${firstName}, 'Applicant' from waiting
    )
    select waiting.id, email from waiting join people on people.id = requester_id order by email`
  applicants += count
  return rows.map(({ id, email }) => ({ reviewId: id, email }))
}

/** The input of a decision on a review that nobody has touched yet. */
export const decisionOn = (reviewId: string) => ({ id: reviewId, version: 1, requestId: randomUUID() })

/** The typed client with a request per call, so that one call's answer does not wait for another's. */
export function apiOf(url: string, cookie: string) {
  const headers = { cookie, origin: url, 'sec-fetch-site': 'same-origin' }
  return createTRPCClient<AppRouter>({ links: [httpLink({ url: `${url}/trpc`, headers })] })
}
export type Api = ReturnType<typeof apiOf>

/** Calls again and again until the server answers, at most for half a minute; answers how many repeats that took. */
export async function repeatUntilAnswered(call: () => Promise<unknown>): Promise<number> {
  const deadline = Date.now() + 30_000
  for (let repeats = 0; ; repeats++) {
    try {
      await call()
      return repeats
    } catch (error) {
      // A refusal is an answer too, and not the one that was hoped for.
      if ((error as { data?: { refusal?: unknown } }).data?.refusal || Date.now() > deadline) throw error
      await sleep(50)
    }
  }
}
