// The demo's past: told in order within seconds, each chapter in a transaction of its own, then moved to when it is said to
// have happened, so that ages, charts and histories look as they would.
import type { Db, Tx } from '#db/database.ts'
import type { App } from '#server/app.ts'
import { hashPassword } from '#server/features/auth/passwords.ts'
import type { Keys } from '#server/keys.ts'

export interface Story {
  /** One for all of them: hashing forty would take seconds. */
  passwordHash: string
  /** for keys to be hashed and sealed by */
  keys: Keys
  /** Notes what happens at an instant; in which order things are noted does not matter. */
  at(instant: Date, happen: (tx: Tx) => Promise<unknown>): void
  /** Lets it all happen, in order. */
  tell(): Promise<void>
  /** Moves everything to its instant, after it was told. */
  settle(tx: Tx): Promise<void>
}

const minute = 60_000
/** So much lies at least between two things that happen. */
const apart = minute / 2
const day = 24 * 60 * minute

/** So many days ago, at a time of that day in UTC: "09:30". */
export function daysAgo(days: number, time: string): Date {
  const date = new Date(Date.now() - days * day).toISOString().slice(0, 10)
  return new Date(`${date}T${time}:00Z`)
}

export const minutesAgo = (minutes: number): Date => new Date(Date.now() - minutes * minute)

/** Whatever says when something of the story happened. What lies ahead of now (an expiry) is not moved. */
const instants: Record<string, string[]> = {
  organizations: ['created_at', 'settles_at'],
  teams: ['created_at'],
  accounts: [
    ...[
      'created_at',
      'member_since',
      'email_confirmed_at',
      'approved_at',
      'rejected_at',
      'deactivated_at',
      'invited_at',
    ],
  ],
  settings: ['saved_at'],
  reviews: ['requested_at', 'decided_at', 'undo_until', 'announced_at', 'reminded_at'],
  review_mail_paces: ['told_until'],
  registrations: ['confirmed_at'],
  status_tokens: ['created_at'],
  invitations: ['invited_at'],
  member_invitations: ['invited_at'],
  invite_codes: ['created_at'],
  invite_code_redemptions: ['redeemed_at', 'returned_at', 'returns_at'],
  documents: ['uploaded_at'],
  pictures: ['uploaded_at'],
  products: ['created_at', 'updated_at'],
  plans: ['created_at'],
  catalogues: ['created_at'],
  cart_lines: ['added_at'],
  apps: ['created_at'],
  access_requests: ['requested_at'],
  credential_keys: ['issued_at', 'last_used_at'],
  audit_entries: ['at'],
}

export async function createStory(app: App, password: string): Promise<Story> {
  const notes: { at: Date; happen: (tx: Tx) => Promise<unknown> }[] = []
  const chapters: { began: Date; at: Date }[] = []
  return {
    passwordHash: await hashPassword(password),
    keys: app.keys,
    at: (at, happen) => void notes.push({ at, happen }),
    async tell() {
      for (const { at, happen } of notes.sort((one, other) => one.at.getTime() - other.at.getTime())) {
        await app.database.inTransaction(async (tx) => {
          const [clock] = await tx<{ now: Date }[]>`select now() as now`
          await happen(tx)
          // Nobody does two things at once.
          const earliest = (chapters.at(-1)?.at.getTime() ?? 0) + apart
          chapters.push({ began: clock!.now, at: new Date(Math.max(at.getTime(), earliest)) })
        })
      }
    },
    async settle(tx) {
      await tx`create temporary table chapters (began timestamptz primary key, shift interval not null) on commit drop`
      for (const [index, { began, at }] of chapters.entries()) {
        // What the migrations made belongs to the first chapter.
        const from = index === 0 ? tx`'-infinity'` : tx`${began}::timestamptz`
        await tx`insert into chapters values (${from}, ${at}::timestamptz - ${began}::timestamptz)`
      }
      // The record is never rewritten, but for here: it is not a minute old, and all of it is invented.
      await tx`alter table audit_entries disable trigger audit_entries_insert_only`
      for (const [table, columns] of Object.entries(instants)) {
        const moved = columns.map((column) => tx`${tx(column)} = ${tx(column)} + ${shiftAt(tx, column)}`)
        await tx`update ${tx(table)} set ${moved.reduce((list, one) => tx`${list}, ${one}`)}`
      }
      await tx`alter table audit_entries enable trigger audit_entries_insert_only`
      // Mails leave a moment after they were written, whatever chapter was told by then.
      await tx`
        update mails set created_at = created_at + ${shiftAt(tx, 'created_at')}, sent_at = sent_at + ${shiftAt(tx, 'created_at')},
                         send_after = send_after + ${shiftAt(tx, 'created_at')}`
      // A key's end is as far from its beginning as its plan says.
      await tx`
        update credentials set issued_at = issued_at + ${shiftAt(tx, 'issued_at')},
                               expires_at = expires_at + ${shiftAt(tx, 'issued_at')}`
    },
  }
}

/** How far what happened at the instant in a column is moved. */
const shiftAt = (db: Db, column: string) =>
  db`coalesce((
    select shift from chapters where began <= ${db(column)} and ${db(column)} <= now() order by began desc limit 1), '0')`
