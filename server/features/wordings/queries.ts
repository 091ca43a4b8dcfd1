// Reading wordings. One row of mail_wordings is one that was published; of each mail the highest version holds.
import type { Db } from '#db/database.ts'
import { factsOf, layoutFacts } from '#emails/fact-list.ts'
import { readDefault, readDefaultLayout } from '#emails/sources.ts'
import type { LayoutSource, TemplateName, WordingSource } from '#emails/wording.ts'
import { wordingNames, type WordingDetail, type WordingName, type WordingRow, type WordingVersion } from './schema.ts'

/** So many versions of each are kept. */
export const versionsMax = 50
const recentMax = 10

interface StoredWording {
  template: WordingName
  version: number
  source: WordingSource | null
  publishedAt: Date
  publisherId: string | null
  publisherName: string | null
}

const columns = (db: Db) => db`
  template, mail_wordings.version, source, published_at, accounts.id as publisher_id,
  first_name || ' ' || last_name as publisher_name`

const publishing = ({ publishedAt, publisherId: id, publisherName: name }: StoredWording) => ({
  publishedAt: publishedAt.toISOString(),
  publishedBy: id && name ? { id, name } : null,
})

/** The wording that Gatehouse brings; a layout has no lines of its own. */
export async function defaultOf(name: WordingName): Promise<WordingSource> {
  if (name !== 'layout') return readDefault(name)
  return { subject: '', preview: '', why: '', ...(await readDefaultLayout()) }
}

async function toRow(name: WordingName, stored: StoredWording | undefined): Promise<WordingRow> {
  const { subject } = stored?.source ?? (await defaultOf(name))
  const published = stored ? publishing(stored) : { publishedAt: null, publishedBy: null }
  return { name, subject, isDefault: !stored?.source, version: stored?.version ?? 0, ...published }
}

/** Lists the wording of every mail as it holds, the layout last. */
export async function listWordings(db: Db): Promise<WordingRow[]> {
  const published = await db<StoredWording[]>`
    select distinct on (template) ${columns(db)}
      from mail_wordings left join accounts on accounts.id = published_by
     order by template, mail_wordings.version desc`
  const byName = new Map(published.map((stored) => [stored.template, stored]))
  return Promise.all(wordingNames.map((name) => toRow(name, byName.get(name))))
}

/** Finds all that the editor of a wording shows. */
export async function findWording(db: Db, name: WordingName): Promise<WordingDetail> {
  const [[stored], recent, defaultSource] = await Promise.all([
    listStored(db, name, 1),
    db<{ id: string; toName: string; createdAt: Date }[]>`
      select id, to_name, created_at from mails
       where template = ${name} and draft is null
       order by created_at desc, id desc
       limit ${recentMax}`,
    defaultOf(name),
  ])
  return {
    ...(await toRow(name, stored)),
    source: stored?.source ?? defaultSource,
    defaultSource,
    facts: name === 'layout' ? layoutFacts : factsOf(name),
    recent: recent.map((mail) => ({ ...mail, createdAt: mail.createdAt.toISOString() })),
  }
}

/** Lists what was published of a wording, newest first. */
export async function listVersions(db: Db, name: WordingName): Promise<WordingVersion[]> {
  const rows = await listStored(db, name, versionsMax)
  return rows.map((stored) => ({ version: stored.version, source: stored.source, ...publishing(stored) }))
}

const listStored = (db: Db, name: WordingName, most: number) => db<StoredWording[]>`
  select ${columns(db)}
    from mail_wordings left join accounts on accounts.id = published_by
   where template = ${name}
   order by mail_wordings.version desc
   limit ${most}`

export type Standing = Pick<StoredWording, 'version' | 'source'>

/** Lists what is published, by name; what never was is not there. */
export async function listStanding(db: Db): Promise<Map<WordingName, Standing>> {
  const rows = await db<(Standing & { template: WordingName })[]>`
    select distinct on (template) template, version, source from mail_wordings order by template, version desc`
  return new Map(rows.map(({ template, ...standing }) => [template, standing]))
}

/** What a mail is written with, beside its facts. */
export interface Letterhead {
  portalName: string
  accent: string
  logoId: string | null
  senderName: string
  senderAddress: string
  /** as published; null: the default */
  wording: WordingSource | null
  layout: LayoutSource | null
}

export async function findLetterhead(db: Db, template: TemplateName): Promise<Letterhead> {
  const newestOf = (name: WordingName) => db`
    (select source from mail_wordings where template = ${name} order by version desc limit 1)`
  const [letterhead] = await db<Letterhead[]>`
    select portal_name, accent, logo_id, sender_name, sender_address,
           ${newestOf(template)} as wording, ${newestOf('layout')} as layout
      from settings`
  return letterhead!
}

/** What a mail that was written already states, to write it anew; undefined when it is none of this kind. */
export async function findStoredFacts(db: Db, id: string, template: TemplateName): Promise<object | undefined> {
  const [mail] = await db<{ facts: object }[]>`
    select facts from mails where id = ${id} and template = ${template} and draft is null`
  return mail?.facts
}
