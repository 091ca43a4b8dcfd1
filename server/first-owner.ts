import { randomBytes } from 'node:crypto'
import { TRPCError } from '@trpc/server'
import type { App } from './app.ts'
import { ConfigError } from './config.ts'
import { hashPassword } from './features/auth/passwords.ts'
import { createFirstOwner, hasOwner, renewSetupToken } from './features/setup/commands.ts'
import { Refusal } from './refusals.ts'
import { hashToken } from './trpc.ts'

/**
 * Makes the first owner from ADMIN_EMAIL and ADMIN_PASSWORD, or returns a one-time link by which somebody becomes the owner.
 * Does nothing once an owner exists. The password counts as the owner's own.
 */
export async function prepareFirstOwner(app: App): Promise<string | undefined> {
  const { firstOwner, http } = app.config
  if (await app.database.inTransaction(hasOwner)) return undefined
  if (firstOwner) {
    const passwordHash = await hashPassword(firstOwner.password)
    const owner = { email: firstOwner.email, firstName: 'Portal', lastName: 'Owner' }
    await app.database.inTransaction((tx) => createFirstOwner(tx, owner, passwordHash)).catch(explainTaken)
    return undefined
  }
  const token = randomBytes(24).toString('base64url')
  const isRenewed = await app.database.inTransaction((tx) => renewSetupToken(tx, hashToken(token)))
  return isRenewed ? new URL(`/setup?token=${token}`, http.publicUrl).href : undefined
}

function explainTaken(error: unknown): never {
  if (!(error instanceof TRPCError && error.cause instanceof Refusal && error.cause.code === 'EMAIL_TAKEN')) throw error
  throw new ConfigError(
    'ADMIN_EMAIL belongs to an account that is no owner; set another address for the first owner.',
    {
      cause: error,
    },
  )
}
