// The typed client of the API over HTTP. What is live comes over the socket, see client/realtime.
import { createTRPCClient, httpBatchLink, TRPCClientError } from '@trpc/client'
import type { RefusalCode } from '#server/refusals.ts'
import type { AppRouter } from '#server/router.ts'

export const api = createTRPCClient<AppRouter>({
  links: [httpBatchLink({ url: '/trpc', maxItems: 10 })],
})

/** What went wrong, as a page shows it: a refusal with its sentence, or something unexpected with its reference. */
export interface Failure {
  /** undefined: nobody expected it, or the server was not reached */
  code: RefusalCode | undefined
  sentence: string
  detail: Record<string, unknown>
  /** what to quote when asking for help */
  reference: string | undefined
  isOffline: boolean
  /** by field, when the input was refused */
  fields: Record<string, string>
}

interface WireData {
  httpStatus?: number
  refusal?: { code: RefusalCode; detail?: Record<string, unknown> }
  reference?: string
}

/** Reads whatever a call threw. */
export function toFailure(error: unknown): Failure {
  if (!(error instanceof TRPCClientError)) throw error
  const shape = error.data as WireData | null | undefined
  return {
    code: shape?.refusal?.code,
    sentence: shape ? error.message : 'The portal cannot be reached.',
    detail: shape?.refusal?.detail ?? {},
    reference: shape?.reference,
    isOffline: !shape,
    fields: {},
  }
}
