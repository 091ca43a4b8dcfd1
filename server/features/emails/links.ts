// The links of a mail. Tokens are minted when it leaves, so that their lifetime starts then, and only their hashes are kept.
import { randomBytes } from 'node:crypto'
import type { App } from '#server/app.ts'
import { hashToken } from '#server/trpc.ts'
import type { StoredFacts } from './commands.ts'
import type { ClaimedMail } from './jobs.ts'

/** Mints what a mail links to; a retry replaces the tokens of the attempt before, so that of two copies the newest works. */
export async function mintLinks(app: App, mail: ClaimedMail): Promise<object> {
  const at = (path: string) => new URL(path, app.config.http.publicUrl).href
  switch (mail.template) {
    case 'confirm-address': {
      const { token, expiresAt } = await mintToken(app, mail, 'confirm')
      return { confirmUrl: at(`/auth/confirm?token=${token}`), expiresAt }
    }
    case 'invitation': {
      const { token, expiresAt } = await mintToken(app, mail, 'invitation')
      await app.database.sql`update invitations set expires_at = ${expiresAt} where account_id = ${mail.accountId}`
      return { acceptUrl: at(`/auth/invitation?token=${token}`), expiresAt }
    }
    case 'password-reset': {
      const { token, expiresAt } = await mintToken(app, mail, 'reset')
      return { resetUrl: at(`/auth/reset/code?token=${token}`), expiresAt }
    }
    case 'password-changed':
      return { resetUrl: at('/auth/reset') }
    case 'registration-received':
      return { statusUrl: at(`/auth/register/status?token=${await mintStatusToken(app, mail)}`) }
    case 'registration-approved':
    case 'registration-known-address':
      return { loginUrl: at('/auth/login') }
    case 'reviews-waiting': {
      const { reviews } = mail.facts as StoredFacts<'reviews-waiting'>
      return {
        queueUrl: at('/admin/queue'),
        reviews: reviews.map((review) => ({ ...review, url: at(`/admin/queue/${review.id}`) })),
      }
    }
    default:
      return {}
  }
}

const newToken = () => randomBytes(24).toString('base64url')

/** Hours; an invitation's days are a setting. */
const hours = { confirm: 7 * 24, reset: 1 }

/** Mints a one-use token in place of every older one of its purpose. */
async function mintToken(app: App, mail: ClaimedMail, purpose: 'confirm' | 'invitation' | 'reset') {
  const token = newToken()
  const expiresAt = await app.database.inTransaction(async (tx) => {
    await tx`delete from mail_tokens where account_id = ${mail.accountId} and purpose = ${purpose}`
    const [minted] = await tx<{ expiresAt: Date }[]>`
      insert into mail_tokens (token_hash, purpose, account_id, review_id, mail_id, expires_at)
      select ${hashToken(token)}, ${purpose}, ${mail.accountId}, ${mail.reviewId}, ${mail.id},
             now() + ${purpose === 'invitation' ? tx`make_interval(days => invitation_days)` : tx`make_interval(hours => ${hours[purpose]})`}
        from settings
      returning expires_at`
    return minted!.expiresAt.toISOString()
  })
  return { token, expiresAt }
}

/** Reads one review, as often as it is asked. */
async function mintStatusToken(app: App, mail: ClaimedMail): Promise<string> {
  const token = newToken()
  await app.database
    .sql`insert into status_tokens (token_hash, review_id) values (${hashToken(token)}, ${mail.reviewId})`
  return token
}
