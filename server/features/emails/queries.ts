import type { Db } from '#db/database.ts'
import { blankLinks } from './rules.ts'
import type { MailDetail, MailListInput, MailPage, MailRow } from './schema.ts'

const pageSize = 50

interface StoredMail extends Omit<MailRow, 'createdAt' | 'sendAfter' | 'sentAt'> {
  createdAt: Date
  sendAfter: Date
  sentAt: Date | null
}

const columns = (db: Db) => db`
  id, template, to_name, to_address, state, attempts, response, subject, created_at, send_after, sent_at, review_id, version`

function toRow(stored: StoredMail): MailRow {
  return {
    ...stored,
    createdAt: stored.createdAt.toISOString(),
    sendAfter: stored.sendAfter.toISOString(),
    sentAt: stored.sentAt?.toISOString() ?? null,
  }
}

/** Lists mails newest first, 50 a page; the cursor is (createdAt, id) of the last row. */
export async function listMails(db: Db, { state, after }: MailListInput): Promise<MailPage> {
  const rows = await db<StoredMail[]>`
    select ${columns(db)}
      from mails
     where true ${state ? db`and state = ${state}` : db``}
       ${after ? db`and (created_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)` : db``}
     order by created_at desc, id desc
     limit ${pageSize + 1}`
  const page = rows.slice(0, pageSize).map(toRow)
  const last = page.at(-1)
  return { rows: page, next: rows.length > pageSize && last ? { at: last.createdAt, id: last.id } : null }
}

export async function findMailRow(db: Db, id: string): Promise<MailRow | undefined> {
  const [stored] = await db<StoredMail[]>`select ${columns(db)} from mails where id = ${id}`
  return stored && toRow(stored)
}

/** Finds a mail with its kept body; its token links are blanked unless `showLinks` (owners). */
export async function findMail(db: Db, id: string, showLinks: boolean): Promise<MailDetail | undefined> {
  const [stored] = await db<(StoredMail & { html: string | null; bodyText: string | null })[]>`
    select ${columns(db)}, html, body_text from mails where id = ${id}`
  if (!stored) return undefined
  const { html, bodyText, ...row } = stored
  const shown = (text: string | null) => (showLinks || text === null ? text : blankLinks(text))
  return { ...toRow(row), html: shown(html), bodyText: shown(bodyText), linksHidden: !showLinks }
}
