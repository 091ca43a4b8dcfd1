// Any procedure of the router by its path, over each of the three ways to call it.
import { openTab, type Portal } from './portal.ts'

export interface Procedure {
  path: string
  type: 'query' | 'mutation'
}

export interface Answer {
  status: number
  /** everything that was answered, as text */
  text: string
}

interface WireAnswer {
  error?: { data: { httpStatus: number } }
}

/** Calls over HTTP, alone or as a batch of one. */
export async function callOverHttp(
  portal: Pick<Portal, 'url'>,
  { path, type }: Procedure,
  input: unknown,
  cookie: string,
  isBatch: boolean,
): Promise<Answer> {
  const body = JSON.stringify(isBatch ? { 0: input } : input)
  const query = type === 'query' && input !== undefined ? `input=${encodeURIComponent(body)}` : ''
  const response = await fetch(`${portal.url}/trpc/${path}?${isBatch ? 'batch=1&' : ''}${query}`, {
    method: type === 'query' ? 'GET' : 'POST',
    headers: { cookie, origin: portal.url, 'content-type': 'application/json' },
    ...(type === 'mutation' && { body: input === undefined ? '' : body }),
  })
  const text = await response.text()
  const answer = JSON.parse(text) as WireAnswer | WireAnswer[]
  const [first] = Array.isArray(answer) ? answer : [answer]
  return { status: first!.error?.data.httpStatus ?? 200, text }
}

/** Calls over a socket of its own; one that is closed instead counts as 401. */
export async function callOverSocket(
  portal: Pick<Portal, 'url'>,
  { path, type }: Procedure,
  input: unknown,
  cookie: string,
): Promise<Answer> {
  const tab = openTab(portal, cookie)
  const steps = path.split('.')
  let procedure = tab.api as never as Record<string, never>
  for (const step of steps) procedure = procedure[step]!
  const call = (procedure as Record<string, (input: unknown) => Promise<unknown>>)[
    type === 'query' ? 'query' : 'mutate'
  ]!
  const refused = tab.closedWith.then(() => ({ status: 401, text: '' }))
  const answered = call(input).then(
    (result) => ({ status: 200, text: JSON.stringify(result ?? null) }),
    (error: { message?: string; data?: { httpStatus: number } }) =>
      error.data ? { status: error.data.httpStatus, text: JSON.stringify([error.message, error.data]) } : refused,
  )
  const answer = await Promise.race([answered, refused])
  await tab.close()
  return answer
}
