// Asking /verify as a gateway does.
import { request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http'
import type { Portal } from './portal.ts'

export interface Verified {
  status: number
  reason: string | undefined
  headers: IncomingHttpHeaders
}

/** Sends a request with any header, which fetch would not; a new connection unless given an agent. */
export function ask(url: string, headers: OutgoingHttpHeaders, method = 'GET', body = ''): Promise<Verified> {
  return new Promise((resolve, reject) => {
    // The path as it stands: what a URL would make of it is not what a caller may send.
    const [, origin = '', path] = /^(https?:\/\/[^/]+)(.*)$/.exec(url) ?? []
    const sent = request(
      origin.replace('localhost', '127.0.0.1'),
      { path, method, headers, agent: false },
      (response) => {
        response.resume()
        const { statusCode = 0, headers: said } = response
        const reason = said['x-gatehouse-reason']
        resolve({ status: statusCode, reason: typeof reason === 'string' ? reason : undefined, headers: said })
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

/** Asks whether a key may call an address. */
export const verify = (portal: Pick<Portal, 'url'>, key: string, address: string, headers: OutgoingHttpHeaders = {}) =>
  ask(`${portal.url}/verify`, { authorization: `Bearer ${key}`, 'x-original-url': address, ...headers })

/** Says what came of it in a word. */
export const outcomeOf = async (answer: Promise<Verified>) => {
  const { status, reason } = await answer
  return reason ?? status
}

/** The base URL of a product's one API. */
export async function baseUrlOf(portal: Pick<Portal, 'database'>, productId: string): Promise<string> {
  const [api] = await portal.database.sql<{ baseUrl: string }[]>`
    select base_url from product_apis where product_id = ${productId}`
  return api!.baseUrl
}
