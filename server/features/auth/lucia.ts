// Lucia behind an adapter over our own SQL. The cookie carries a secret, the table only its SHA-256, and the lifetimes are
// kept by the database's clock. With http/ and trpc.ts the only code that knows Lucia.
import { createHash } from 'node:crypto'
import { Lucia, TimeSpan, type Adapter } from 'lucia'
import type { Db } from '#db/database.ts'
import type { StaffRole } from './schema.ts'

/** Idle: half of it unused renews nothing. */
const idle = new TimeSpan(7, 'd')
/** However busy a session is, it ends after so many days. */
const absoluteDays = 30

export interface AccountAttributes {
  kind: 'staff' | 'user'
  email: string
  firstName: string
  lastName: string
  staffRole: StaffRole | null
  organizationId: string | null
  organizationName: string | null
  organizationIsDefault: boolean
  organizationRole: 'super_admin' | 'team_member' | null
  /** in the future while the approval of the organization can be undone */
  organizationSettlesAt: Date | null
  hasOpenOrganizationRequest: boolean
  emailConfirmed: boolean
  /** somebody else typed the password: until it is changed nothing else opens */
  mustChangePassword: boolean
  rightsChangedIn: string
}

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<Record<never, never>, AccountAttributes>
    DatabaseUserAttributes: AccountAttributes
    DatabaseSessionAttributes: { userAgent: string | null; address: string | null }
  }
}

export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** Holds for accounts that may be signed in; a session whose account lost that is not served, whoever forgot to end it. */
const maySignIn = (db: Db) => db`
  accounts.deactivated_at is null and accounts.approved_at is not null and accounts.rejected_at is null
  and (accounts.kind = 'staff' or (select sign_in_enabled from settings))`

function adapterOver(db: Db): Adapter {
  return {
    async getSessionAndUser(secret) {
      const [row] = await db<(AccountAttributes & { accountId: string; leftMs: number })[]>`
        select sessions.account_id,
               extract(epoch from sessions.expires_at - now())::float8 * 1000 as left_ms,
               accounts.kind, accounts.email, accounts.first_name, accounts.last_name, accounts.staff_role,
               accounts.organization_id, organizations.name as organization_name,
               coalesce(organizations.is_default, false) as organization_is_default, accounts.organization_role,
               case when organizations.settles_at > clock_timestamp() then organizations.settles_at end as organization_settles_at,
               coalesce(organizations.is_default, false) and exists (
                 select 1 from reviews where requester_id = accounts.id and kind = 'organization'
                    and state in ('pending', 'needs_information')) as has_open_organization_request,
               accounts.email_confirmed_at is not null as email_confirmed, accounts.must_change_password,
               accounts.rights_changed_in::text as rights_changed_in
          from sessions
          join accounts on accounts.id = sessions.account_id
          left join organizations on organizations.id = accounts.organization_id
         where sessions.id = ${hashSecret(secret)} and sessions.expires_at > now() and ${maySignIn(db)}`
      if (!row) return [null, null]
      const { accountId, leftMs, ...attributes } = row
      // Lucia compares with this process's clock; what counts is the time left by the database's.
      const expiresAt = new Date(Date.now() + leftMs)
      return [
        { id: secret, userId: accountId, expiresAt, attributes: { userAgent: null, address: null } },
        { id: accountId, attributes },
      ]
    },
    async getUserSessions(accountId) {
      const rows = await db<{ id: string; expiresAt: Date }[]>`
        select id, expires_at from sessions where account_id = ${accountId} and expires_at > now()`
      return rows.map((row) => ({ ...row, userId: accountId, attributes: { userAgent: null, address: null } }))
    },
    async setSession(session) {
      await db`
        insert into sessions (id, account_id, expires_at, absolute_expires_at, user_agent, address)
        values (${hashSecret(session.id)}, ${session.userId},
                now() + ${`${idle.seconds()} seconds`}::interval, now() + ${`${absoluteDays} days`}::interval,
                ${session.attributes.userAgent}, ${session.attributes.address})`
    },
    async updateSessionExpiration(secret) {
      await db`
        update sessions set expires_at = least(now() + ${`${idle.seconds()} seconds`}::interval, absolute_expires_at)
         where id = ${hashSecret(secret)} and expires_at < absolute_expires_at`
    },
    async deleteSession(secret) {
      await db`delete from sessions where id = ${hashSecret(secret)}`
    },
    async deleteUserSessions(accountId) {
      await db`delete from sessions where account_id = ${accountId}`
    },
    async deleteExpiredSessions() {
      await db`delete from sessions where expires_at <= now()`
    },
  }
}

/**
 * Lucia over a pool or a transaction.
 *
 * @param isSecure whether the portal is reached by https: then the cookie is `__Host-` and Secure
 */
export function luciaOver(db: Db, isSecure: boolean) {
  return new Lucia(adapterOver(db), {
    sessionExpiresIn: idle,
    sessionCookie: {
      name: isSecure ? '__Host-gatehouse' : 'gatehouse',
      // The cookie outlives the session on purpose: lifetimes are the table's.
      expires: false,
      attributes: { secure: isSecure, sameSite: 'lax', path: '/' },
    },
    getUserAttributes: (attributes: AccountAttributes) => attributes,
  })
}

/** Which of these sessions (by hash) may still be served, each with the last change of its person's rights. */
export async function findLiveSessions(db: Db, hashes: string[]): Promise<Map<string, string>> {
  const rows = await db<{ id: string; rightsChangedIn: string }[]>`
    select sessions.id, accounts.rights_changed_in::text as rights_changed_in
      from sessions join accounts on accounts.id = sessions.account_id
     where sessions.id = any(${hashes}) and sessions.expires_at > now() and ${maySignIn(db)}`
  return new Map(rows.map((row) => [row.id, row.rightsChangedIn]))
}
