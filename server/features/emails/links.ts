// The links of a mail. Tokens are minted when it leaves, so that their lifetime starts then, and only their hashes are kept.
import { randomBytes } from 'node:crypto'
import type { App } from '#server/app.ts'
import { announceInvitation } from '#server/features/members/announce.ts'
import { hashToken } from '#server/trpc.ts'
import type { StoredFacts } from './commands.ts'
import type { ClaimedMail } from './jobs.ts'

const statusPath = '/auth/register/status'

/**
 * Mints what a mail links to; a retry replaces the tokens of the attempt before, so that of two copies the newest works.
 * Undefined: the invitation that it would carry has been taken back.
 */
export async function mintLinks(app: App, mail: ClaimedMail): Promise<object | undefined> {
  const at = (path: string) => new URL(path, app.config.http.publicUrl).href
  switch (mail.template) {
    case 'confirm-address': {
      const { token, expiresAt } = await mintToken(app, mail, 'confirm')
      return { confirmUrl: at(`/auth/confirm?token=${token}`), expiresAt }
    }
    case 'invitation': {
      const minted = await (mail.accountId ? mintInvitationToken(app, mail) : mintMemberToken(app, mail))
      return minted && { acceptUrl: at(`/auth/invitation?token=${minted.token}`), expiresAt: minted.expiresAt }
    }
    case 'password-reset': {
      const { token, expiresAt } = await mintToken(app, mail, 'reset')
      return { resetUrl: at(`/auth/reset/code?token=${token}`), expiresAt }
    }
    case 'registration-received':
      return { statusUrl: at(`${statusPath}?token=${await mintStatusToken(app, mail)}`) }
    case 'review-question': {
      const { path } = mail.facts as StoredFacts<'review-question'>
      if (path) return plainLinks(app, mail)
      return { answerUrl: at(`${statusPath}?token=${await mintStatusToken(app, mail)}`) }
    }
    default:
      return plainLinks(app, mail)
  }
}

/** The links of a mail that carry no token; of one that would, to its page. */
export function plainLinks(app: App, mail: Pick<ClaimedMail, 'template' | 'facts'>): object {
  const at = (path: string) => new URL(path, app.config.http.publicUrl).href
  switch (mail.template) {
    case 'password-changed':
      return { resetUrl: at('/auth/reset') }
    case 'organization-approved':
      return { membersUrl: at('/dashboard/users') }
    case 'invite-code-expired':
    case 'invite-code-used-up': {
      const { codeId } = mail.facts as StoredFacts<'invite-code-expired'>
      return { codeUrl: at(`/admin/invite-codes/${codeId}`) }
    }
    case 'access-approved':
    case 'access-rejected':
    case 'credential-expiring':
    case 'credential-expired': {
      const { appId } = mail.facts as StoredFacts<'access-rejected'>
      return { appUrl: at(`/apps/${appId}`) }
    }
    case 'review-question': {
      const { path } = mail.facts as StoredFacts<'review-question'>
      return { answerUrl: at(path ?? statusPath) }
    }
    case 'role-changed':
      return { dashboardUrl: at('/dashboard') }
    case 'removed-from-organization':
    case 'registration-approved':
    case 'registration-known-address':
      return { loginUrl: at('/auth/login') }
    case 'reviews-waiting':
    case 'reviews-overdue': {
      const { reviews } = mail.facts as StoredFacts<'reviews-waiting'>
      return {
        queueUrl: at('/admin/queue'),
        reviews: reviews.map((review) => ({ ...review, url: at(`/admin/queue/${review.id}`) })),
      }
    }
    case 'review-digest': {
      const { oldest } = mail.facts as StoredFacts<'review-digest'>
      return {
        queueUrl: at('/admin/queue'),
        oldest: oldest.map((review) => ({ ...review, url: at(`/admin/queue/${review.id}`) })),
      }
    }
    default:
      return {}
  }
}

const newToken = () => randomBytes(24).toString('base64url')

/** Hours; an invitation's days are a setting. */
const hours = { confirm: 7 * 24, reset: 1 }

interface Minted {
  token: string
  expiresAt: string
}

/** Mints an invitation's link while the invitation stands; its lifetime starts now. */
async function mintInvitationToken(app: App, mail: ClaimedMail): Promise<Minted | undefined> {
  const [open] = await app.database.sql`select 1 from invitations where account_id = ${mail.accountId}`
  if (!open) return undefined
  const minted = await mintToken(app, mail, 'invitation')
  await app.database.sql`update invitations set expires_at = ${minted.expiresAt} where account_id = ${mail.accountId}`
  return minted
}

/** Mints the link of a teammate's invitation, which carries its own token, for there may be no account. */
async function mintMemberToken(app: App, mail: ClaimedMail): Promise<Minted | undefined> {
  const token = newToken()
  return app.database.inTransaction(async (tx) => {
    const [minted] = await tx<{ organizationId: string; expiresAt: Date }[]>`
      update member_invitations
         set token_hash = ${hashToken(token)}, expires_at = now() + make_interval(days => invitation_days),
             version = member_invitations.version + 1
        from settings
       where member_invitations.id = ${mail.memberInvitationId}
      returning organization_id, expires_at`
    if (!minted) return undefined
    await announceInvitation(tx, minted.organizationId, mail.memberInvitationId!)
    return { token, expiresAt: minted.expiresAt.toISOString() }
  })
}

/** Mints a one-use token in place of every older one of its purpose. */
async function mintToken(app: App, mail: ClaimedMail, purpose: 'confirm' | 'invitation' | 'reset'): Promise<Minted> {
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
