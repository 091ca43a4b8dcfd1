// Publishing wordings, and sending one to oneself. Checks take seconds and run before the transaction, which makes sure that what
// they looked at still holds.
import type { Sql, Tx } from '#db/database.ts'
import { sampleFacts } from '#emails/samples.ts'
import { templateNames, type WordingProblem, type WordingSource } from '#emails/wording.ts'
import type { App } from '#server/app.ts'
import { recordAudit } from '#server/audit/record.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { findMailRow } from '#server/features/emails/queries.ts'
import { enqueue } from '#server/jobs/enqueue.ts'
import { publish } from '#server/realtime/publish.ts'
import { refuse } from '#server/refusals.ts'
import { draftOf, findProblems, isError, templateOf } from './preview.ts'
import { defaultOf, findLetterhead, findWording, listStanding, versionsMax, type Standing } from './queries.ts'
import type { PublishInput, RestoreInput, TestInput, TestSent, WordingDetail, WordingName } from './schema.ts'

/** @throws as `put` */
export function publishWording(
  app: App,
  actor: Actor,
  { name, version, source }: PublishInput,
): Promise<WordingDetail> {
  return put(app, actor, 'wording.published', { name, version, source })
}

/** Publishes the default or an earlier version again, as a new version. @throws NOT_FOUND, and as `put` */
export async function restoreWording(
  app: App,
  actor: Actor,
  { name, version, from }: RestoreInput,
): Promise<WordingDetail> {
  const source = from === null ? null : await findVersion(app.database.sql, name, from)
  return put(app, actor, 'wording.restored', { name, version, source })
}

async function findVersion(sql: Sql, name: WordingName, version: number): Promise<WordingSource | null> {
  const [stored] = await sql<{ source: WordingSource | null }[]>`
    select source from mail_wordings where template = ${name} and version = ${version}`
  return stored ? stored.source : refuse('NOT_FOUND')
}

/** Somebody would have to publish just as long as a check takes, so many times in a row. */
const attemptsMax = 5

interface Put {
  name: WordingName
  version: number
  /** null: the default */
  source: WordingSource | null
}

/**
 * Publishes on top of the version that was on the screen. No mail ever stands in a layout that it was not checked with: a check
 * that something else was published under is done again.
 *
 * @throws WORDING_BROKEN   `detail.problems`
 * @throws WORDING_CHANGED  `detail.wording` is the one that holds now
 */
async function put(app: App, actor: Actor, action: string, input: Put): Promise<WordingDetail> {
  const { sql } = app.database
  for (let attempt = 1; attempt <= attemptsMax; attempt++) {
    const standing = await listStanding(sql)
    const source = input.source ?? (await defaultOf(input.name))
    const problems = (await checkAmong(standing, input.name, source)).filter(isError)
    if (problems.length > 0) refuse('WORDING_BROKEN', { problems })
    if (await app.database.inTransaction((tx) => putAmong(tx, actor, action, input, standing)))
      return findWording(sql, input.name)
  }
  return refuse('TOO_BUSY')
}

/** Checks a mail in the layout that is published, a layout around every mail as it is published and as Gatehouse brings it. */
async function checkAmong(
  standing: Map<WordingName, Standing>,
  name: WordingName,
  source: WordingSource,
): Promise<WordingProblem[]> {
  const own = await findProblems({ name, source }, standing.get('layout')?.source ?? null)
  if (name !== 'layout' || own.some(isError)) return own
  for (const template of templateNames) {
    const published = standing.get(template)?.source
    for (const inside of [await defaultOf(template), ...(published ? [published] : [])]) {
      const [problem] = (await findProblems({ name: template, source: inside }, source)).filter(isError)
      if (problem)
        own.push({ ...problem, field: 'body', line: 1, sentence: `Around “${template}”: ${problem.sentence}` })
    }
  }
  return own
}

/** Writes the version, unless what it was checked with has changed: false. */
async function putAmong(
  tx: Tx,
  actor: Actor,
  action: string,
  { name, version, source }: Put,
  checkedWith: Map<WordingName, Standing>,
): Promise<boolean> {
  // One at a time, so that a mail and the layout cannot pass each other.
  await tx`select pg_advisory_xact_lock(hashtext('gatehouse wordings'))`
  const standing = await listStanding(tx)
  const versionOf = (among: typeof standing, other: WordingName) => among.get(other)?.version ?? 0
  if (versionOf(standing, name) !== version) refuse('WORDING_CHANGED', { wording: await findWording(tx, name) })
  const others = name === 'layout' ? templateNames : (['layout'] as const)
  if (others.some((other) => versionOf(standing, other) !== versionOf(checkedWith, other))) return false

  const next = version + 1
  await tx`
    insert into mail_wordings (template, version, source, published_by)
    values (${name}, ${next}, ${source && tx.json(source as never)}, ${actor.accountId})`
  await tx`delete from mail_wordings where template = ${name} and version <= ${next - versionsMax}`
  await recordAudit(
    tx,
    actor.accountId,
    action,
    { kind: 'wording', id: null },
    { name, version: next, isDefault: !source },
  )
  await publish(tx, 'admins', { kind: 'wording.changed', name, version: next })
  return true
}

/** Sends a mail in a wording that nobody has published to its author, with sample facts. @throws WORDING_BROKEN */
export async function sendTest(app: App, actor: Actor, input: TestInput): Promise<TestSent> {
  const template = templateOf(input)
  const { layout } = await findLetterhead(app.database.sql, template)
  const problems = (await findProblems(input, layout)).filter(isError)
  if (problems.length > 0) refuse('WORDING_BROKEN', { problems })
  const toAddress = actor.email
  const mailId = await app.database.inTransaction(async (tx) => {
    // Of nobody's account: what is counted and shown of a person's mails has none that says samples.
    const [mail] = await tx<{ id: string }[]>`
      insert into mails (template, to_name, to_address, facts, draft)
      values (${template}, ${`${actor.firstName} ${actor.lastName}`}, ${toAddress}, ${tx.json(sampleFacts[template] as never)},
              ${tx.json(draftOf(input) as never)})
      returning id`
    const { id } = mail!
    await enqueue(tx, 'mail.send', { mailId: id })
    await recordAudit(
      tx,
      actor.accountId,
      'wording.tested',
      { kind: 'wording', id: null },
      { name: input.name, mailId: id },
    )
    await publish(tx, 'admins', { kind: 'mail.queued', mail: (await findMailRow(tx, id))! })
    return id
  })
  return { mailId, toAddress }
}
