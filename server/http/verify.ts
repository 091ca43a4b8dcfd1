import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Verdict, Verification } from '#server/features/verification/verify.ts'
import type { Logger } from '#server/log.ts'

/** Whether a request is a gateway's: `/verify` and whatever is below it. */
export function isVerification({ url = '' }: IncomingMessage): boolean {
  return url.startsWith('/verify') && ['', '/', '?'].includes(url.charAt(7))
}

/**
 * Answers gateways before anything else looks at the request: any method, any host, no cookie, no body, for they ask here once per
 * request of their own (nginx auth_request, Caddy and Traefik forward_auth, Envoy ext_authz).
 */
export function beforeAll(verification: Verification, log: Logger, others: RequestListener): RequestListener {
  return (request, response) => {
    if (!isVerification(request)) {
      // What only looks like it must not end at a page: to a gateway, 200 means yes.
      if (/^\/(verify|\/)/i.test(request.url ?? '')) return void response.writeHead(404).end()
      return others(request, response)
    }
    // Whatever a gateway sends along is not read.
    request.resume()
    try {
      const verdict = verification.verify(request.headers, request.url!)
      if (verdict instanceof Promise) verdict.then((late) => respond(response, late), fail)
      else respond(response, verdict)
    } catch (error) {
      fail(error)
    }
    function fail(error: unknown) {
      log.error({ err: error }, 'a verification failed unexpectedly')
      respond(response, { status: 503, reason: 'try-again' })
    }
  }
}

/** RFC 6750, 3.1. */
const challenges = { 'no-key': 'Bearer', 'invalid-key': 'Bearer error="invalid_token"' }

function respond(response: ServerResponse, verdict: Verdict): void {
  if (verdict.status === 200) {
    const { ownerId, organizationId, appId, plan } = verdict.grant
    response.writeHead(200, {
      'cache-control': 'no-store',
      'content-length': '0',
      'x-gatehouse-consumer': ownerId ?? '',
      'x-gatehouse-organization': organizationId,
      'x-gatehouse-app': appId,
      'x-gatehouse-plan': encodeURIComponent(plan.name),
    })
  } else {
    response.writeHead(verdict.status, {
      'cache-control': 'no-store',
      'content-length': '0',
      'x-gatehouse-reason': verdict.reason,
      ...(verdict.status === 401 && { 'www-authenticate': challenges[verdict.reason] }),
      ...(verdict.status === 429 && { 'retry-after': String(verdict.retryAfterSeconds) }),
      ...(verdict.status === 503 && { 'retry-after': '1' }),
    })
  }
  response.end()
}
