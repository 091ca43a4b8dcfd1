import { TRPCError } from '@trpc/server'
import type { Logger } from '#server/log.ts'

/** Logs what nobody expected, under the reference that the person is shown; refusals are no errors. */
export function reportError(log: Logger, { error, path, ctx }: { error: TRPCError; path?: string | undefined; ctx?: { requestId: string } | undefined }): void {
  if (error.code !== 'INTERNAL_SERVER_ERROR') return
  log.error({ err: error.cause ?? error, path, reference: ctx?.requestId }, 'a call failed unexpectedly')
}
