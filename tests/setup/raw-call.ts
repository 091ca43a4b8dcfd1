// Calls as bytes on the wire: for what the typed client hides (cookies, headers, statuses) and for what no page of ours sends.
import { expect } from 'vitest'
import type { Portal } from './portal.ts'

export interface RawAnswer {
  status: number
  headers: Headers
  /** name=value of every cookie that was set */
  cookies: string[]
  text: string
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read into answers of every shape
  json: any
}

/** Sends a request as a page of ours would, unless `headers` say otherwise; a header of undefined is left out. */
export async function callRaw(
  portal: Pick<Portal, 'url'>,
  path: string,
  {
    method = 'POST',
    body,
    headers = {},
  }: { method?: string; body?: string; headers?: Record<string, string | undefined> } = {},
): Promise<RawAnswer> {
  const all = { origin: portal.url, ...(method === 'POST' && { 'content-type': 'application/json' }), ...headers }
  const sent = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const response = await fetch(portal.url + path, { method, headers: sent, body: body ?? null })
  const text = await response.text()
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]!)
  const isJson = response.headers.get('content-type')?.startsWith('application/json')
  return {
    status: response.status,
    headers: response.headers,
    cookies,
    text,
    json: isJson ? JSON.parse(text) : undefined,
  }
}

/** Calls a mutation and returns its answer with everything around it. */
export function mutateRaw(
  portal: Pick<Portal, 'url'>,
  procedure: string,
  input: unknown,
  cookie = '',
  headers: Record<string, string> = {},
): Promise<RawAnswer> {
  return callRaw(portal, `/trpc/${procedure}`, { body: JSON.stringify(input), headers: { cookie, ...headers } })
}

export function refusalIn(answer: RawAnswer): string | undefined {
  return answer.json?.error?.data.refusal?.code
}

/** The code of the refusal that a call ends with, or of tRPC's error; `no refusal` when it succeeds. */
export function refusalOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'no refusal',
    (error: { data?: { refusal?: { code: string }; code?: string } }) =>
      error.data?.refusal?.code ?? error.data?.code ?? String(error),
  )
}

/** Waits for the newest mail of a kind to an address to be kept, and returns the token of its link. */
export async function tokenInMail(portal: Portal, template: string, address: string): Promise<string> {
  const find = async () => {
    const [mail] = await portal.database.sql<{ bodyText: string | null }[]>`
      select body_text from mails where template = ${template} and to_address = ${address} order by created_at desc limit 1`
    return /token=([\w-]+)/.exec(mail?.bodyText ?? '')?.[1]
  }
  await expect.poll(find, { timeout: 10_000 }).toBeDefined()
  return (await find())!
}
