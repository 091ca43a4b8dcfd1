import { TRPCClientError } from '@trpc/client'
import { refusals, type RefusalCode } from '#server/refusals.ts'

/** What a call throws in the browser when the server refuses. */
export function refusal(code: RefusalCode, detail?: object): Error {
  const message = refusals[code][1]
  const data = { code: refusals[code][0], httpStatus: 400, refusal: { code, detail }, reference: 'req-1' }
  return new TRPCClientError(message, { result: { error: { code: -32600, message, data } } })
}
