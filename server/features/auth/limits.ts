import { isIPv6 } from 'node:net'
import type { Db } from '#db/database.ts'
import { refuse } from '#server/refusals.ts'

/** So many calls in a window of so many seconds. */
export interface Limit {
  points: number
  seconds: number
}

export const limits = {
  /** All log-ins from one address: an office behind one address still gets in. */
  logInByAddress: { points: 100, seconds: 300 },
  /** Guesses at one account from one address. Elsewhere its owner is not locked out by them. */
  logInByAccount: { points: 10, seconds: 900 },
  /** A hackathon registers from one address. */
  registerByAddress: { points: 300, seconds: 600 },
  /** Mails that a stranger can have sent to somebody. */
  mailByStranger: { points: 3, seconds: 3600 },
  /** An invitation and its repetitions, of one organization to one address. */
  invitationMail: { points: 3, seconds: 3600 },
  /** Asking for organizations, withdrawing, asking again. */
  organizationByAccount: { points: 20, seconds: 3600 },
  /** A company brings a department. */
  invitationsByOrganization: { points: 200, seconds: 3600 },
  /** Documents and pictures of one portal admin: each is checked at some cost, and kept for a day at least. */
  uploadByAccount: { points: 200, seconds: 3600 },
  /** Reading OpenAPI documents of up to 10 MB: a hackathon reads from one address. */
  documentByAddress: { points: 1_000, seconds: 300 },
  /** Whoever types in the search of the portal, once per pause; an office has one address. */
  searchByAddress: { points: 600, seconds: 60 },
  /** Each is recorded for good. */
  cartByAccount: { points: 300, seconds: 3600 },
  /** Requests for access: each is a review, and with some plans a key with a quota of its own. */
  accessByAccount: { points: 60, seconds: 3600 },
  /** Edits of apps, rotations, revocations, withdrawals. */
  appByAccount: { points: 300, seconds: 3600 },
  /** Each is recorded for good; nobody reads so many. */
  revealByAccount: { points: 100, seconds: 3600 },
  /** Previews of mails, one at each pause of the typing. */
  previewByAccount: { points: 300, seconds: 300 },
  /** The same while a wording is edited, which asks twice: for what is wrong with it, and for what it looks like. */
  wordingPreviewByAccount: { points: 600, seconds: 300 },
  /** Each logs in to the mail server. */
  connectionTestByAccount: { points: 10, seconds: 3600 },
  testMailByAccount: { points: 20, seconds: 3600 },
  resetByAddress: { points: 30, seconds: 600 },
  /** Guesses at the current password by whoever holds a session. */
  passwordByAccount: { points: 10, seconds: 900 },
  tokenByAddress: { points: 100, seconds: 300 },
  /** Codes that do not exist, typed from one address: a hackathon's typing errors. */
  codeGuessByAddress: { points: 60, seconds: 600 },
  /** The same from everywhere together, for codes that somebody chose; generated ones cannot be guessed. */
  codeGuess: { points: 3_000, seconds: 600 },
} satisfies Record<string, Limit>

/**
 * Takes what one subscriber holds: an IPv4 address, or the first 64 bits of an IPv6 one (RFC 6177). Whoever counts whole IPv6
 * addresses counts nothing, because everybody has 2^64 of them.
 */
export function networkOf(address: string): string {
  const [mapped] = /(?<=^::ffff:)[\d.]+$/i.exec(address) ?? []
  if (mapped || !isIPv6(address)) return mapped ?? address
  const [head = '', tail] = address.split('::')
  const groups = head.split(':').filter(Boolean)
  const after = (tail ?? '').split(':').filter(Boolean)
  const all = [...groups, ...Array<string>(Math.max(0, 8 - groups.length - after.length)).fill('0'), ...after]
  return `${all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}

const keyOf = (limit: keyof typeof limits, subject: string) =>
  `${limit}:${limit.endsWith('ByAddress') ? networkOf(subject) : subject}`

/** Counts one call and says whether it is within the limit; `retryAfterSeconds` is when the window ends. */
export async function countCall(
  db: Db,
  limit: keyof typeof limits,
  subject: string,
): Promise<{ isWithin: boolean; retryAfterSeconds: number }> {
  const { points, seconds } = limits[limit]
  const [row] = await db<{ points: number; leftSeconds: number }[]>`
    insert into rate_limits as r (key, points, expires_at)
    values (${keyOf(limit, subject)}, 1, clock_timestamp() + make_interval(secs => ${seconds}))
    on conflict (key) do update
       set points = case when r.expires_at <= clock_timestamp() then 1 else r.points + 1 end,
           expires_at = case when r.expires_at <= clock_timestamp() then excluded.expires_at else r.expires_at end
    returning points, ceil(extract(epoch from expires_at - clock_timestamp()))::int as left_seconds`
  return { isWithin: row!.points <= points, retryAfterSeconds: row!.leftSeconds }
}

/** Whether a further call would be within the limit, without counting one: for limits on what only turns out afterwards. */
export async function peekLimit(
  db: Db,
  limit: keyof typeof limits,
  subject: string,
): Promise<{ isWithin: boolean; retryAfterSeconds: number }> {
  const [row] = await db<{ points: number; leftSeconds: number }[]>`
    select points, ceil(extract(epoch from expires_at - clock_timestamp()))::int as left_seconds
      from rate_limits where key = ${keyOf(limit, subject)} and expires_at > clock_timestamp()`
  return { isWithin: (row?.points ?? 0) < limits[limit].points, retryAfterSeconds: row?.leftSeconds ?? 0 }
}

/** Counts one call; @throws TOO_MANY_ATTEMPTS with `retryAfterSeconds` beyond the limit */
export async function enforceLimit(db: Db, limit: keyof typeof limits, subject: string): Promise<void> {
  const { isWithin, retryAfterSeconds } = await countCall(db, limit, subject)
  if (!isWithin) refuse('TOO_MANY_ATTEMPTS', { retryAfterSeconds })
}
