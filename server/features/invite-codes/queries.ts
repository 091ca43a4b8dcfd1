// Reading invite codes. One row is one code with its team; order (createdAt, id), newest first.
import type { Db } from '#db/database.ts'
import { listHistory } from '#server/audit/history.ts'
import { countCataloguesOpened } from '#server/features/catalogues/queries.ts'
import { codeKey, type CodeStatus } from './rules.ts'
import type {
  CodeCheck,
  CodeDeletion,
  CodeDetail,
  CodeListInput,
  CodePage,
  CodeRow,
  RedemptionPage,
  RedemptionRow,
} from './schema.ts'

const pageSize = 50

interface StoredCode extends Omit<CodeRow, 'expiresAt' | 'createdAt' | 'team' | 'organization' | 'createdBy'> {
  expiresAt: Date | null
  createdAt: Date
  teamId: string
  teamName: string
  teamIsDefault: boolean
  organizationId: string
  organizationName: string
  organizationIsDefault: boolean
  createdById: string | null
  createdByName: string | null
}

const columns = (db: Db) => db`
  invite_codes.id, invite_codes.code, invite_codes.name, invite_codes.quota, invite_codes.used, invite_codes.expires_at,
  invite_codes.is_active, invite_codes.skips_approval, invite_codes.team_id, teams.name as team_name,
  teams.is_default as team_is_default, invite_codes.organization_id, organizations.name as organization_name,
  organizations.is_default as organization_is_default, invite_codes.created_by as created_by_id,
  creators.first_name || ' ' || creators.last_name as created_by_name, invite_codes.created_at, invite_codes.version,
  invite_codes.edition`
const from = (db: Db) => db`
  invite_codes
  join teams on teams.id = invite_codes.team_id
  join organizations on organizations.id = invite_codes.organization_id
  left join accounts creators on creators.id = invite_codes.created_by`

function toRow(stored: StoredCode): CodeRow {
  const { teamId, teamName, teamIsDefault, organizationId, organizationName, organizationIsDefault, ...others } = stored
  const { createdById, createdByName, expiresAt, createdAt, ...code } = others
  return {
    ...code,
    expiresAt: expiresAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    team: { id: teamId, name: teamName, isDefault: teamIsDefault },
    organization: { id: organizationId, name: organizationName, isDefault: organizationIsDefault },
    createdBy: createdById && createdByName ? { id: createdById, name: createdByName } : null,
  }
}

/** The same as `statusOf`, by the database's clock. @param returning places that count as free already */
export const codeStatus = (db: Db, returning = db`0`) => db`
  case when not invite_codes.is_active then 'paused'
       when invite_codes.expires_at <= clock_timestamp() then 'expired'
       when invite_codes.used >= invite_codes.quota and invite_codes.used - ${returning} >= invite_codes.quota then 'used-up'
       else 'active' end`

/** Places of rejections that can no longer be undone: free, however late the job is that gives them back. */
const duePlaces = (db: Db) => db`
  (select count(*) from invite_code_redemptions
    where code_id = invite_codes.id and returned_at is null and returns_at <= clock_timestamp())`

/** Lists one page of 50; the cursor is the last row. The search looks at names and codes. */
export async function listCodes(db: Db, input: CodeListInput, limit = pageSize): Promise<CodePage> {
  const { search, status, teamId, organizationId, after } = input
  const escape = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`
  const rows = await db<StoredCode[]>`
    select ${columns(db)}
      from ${from(db)}
     where true
       ${search ? db`and (lower(invite_codes.name) like ${escape(search.toLowerCase())} or code_key like ${escape(codeKey(search))})` : db``}
       ${status ? db`and ${codeStatus(db)} = ${status}` : db``}
       ${teamId ? db`and invite_codes.team_id = ${teamId}` : db``}
       ${organizationId ? db`and invite_codes.organization_id = ${organizationId}` : db``}
       ${after ? db`and (invite_codes.created_at, invite_codes.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : db``}
     order by invite_codes.created_at desc, invite_codes.id desc
     limit ${limit + 1}`
  const page = rows.slice(0, limit).map(toRow)
  const last = page.at(-1)
  return { rows: page, next: rows.length > limit && last ? { at: last.createdAt, id: last.id } : null }
}

export async function findCode(db: Db, id: string): Promise<CodeRow | undefined> {
  const [stored] = await db<StoredCode[]>`select ${columns(db)} from ${from(db)} where invite_codes.id = ${id}`
  return stored && toRow(stored)
}

/** Finds all that a code's page shows beside who redeemed it. */
export async function describeCode(db: Db, id: string): Promise<CodeDetail | undefined> {
  const row = await findCode(db, id)
  if (!row) return undefined
  const [signUps, opens, history] = await Promise.all([
    db<{ day: string; count: number }[]>`
      select to_char(redeemed_at at time zone 'UTC', 'YYYY-MM-DD') as day, count(*)::int as count
        from invite_code_redemptions where code_id = ${id} and returned_at is null
       group by 1 order by 1 desc limit 366`,
    countCataloguesOpened(db, { organizationId: row.organization.id, teamId: row.team.id }),
    // The places are a list of their own; here is what people did with the code.
    listHistory(
      db,
      db`subject_kind = 'code' and subject_id = ${id} and action not in ('code.redeemed', 'code.returned')`,
    ),
  ])
  return {
    ...row,
    signUps: [...signUps].reverse(),
    opens,
    history,
  }
}

/** Lists who redeemed a code, newest first, 50 a page. */
export async function listRedemptions(
  db: Db,
  { id, after }: { id: string; after?: { at: string; id: string } | undefined },
): Promise<RedemptionPage> {
  const rows = await db<
    {
      id: string
      accountId: string | null
      name: string | null
      email: string | null
      redeemedAt: Date
      returnedAt: Date | null
    }[]
  >`
    select redemptions.id, account_id, first_name || ' ' || last_name as name, email, redeemed_at, returned_at
      from invite_code_redemptions redemptions left join accounts on accounts.id = account_id
     where code_id = ${id}
       ${after ? db`and (redeemed_at, redemptions.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : db``}
     order by redeemed_at desc, redemptions.id desc
     limit ${pageSize + 1}`
  const page = rows
    .slice(0, pageSize)
    .map(({ accountId, name, email, redeemedAt, returnedAt, ...row }): RedemptionRow => ({
      ...row,
      account: accountId && name && email ? { id: accountId, name, email } : null,
      redeemedAt: redeemedAt.toISOString(),
      returnedAt: returnedAt?.toISOString() ?? null,
    }))
  const last = page.at(-1)
  return { rows: page, next: rows.length > pageSize && last ? { at: last.redeemedAt, id: last.id } : null }
}

/** Counts what goes with a code. */
export async function previewCodeDeletion(db: Db, id: string): Promise<CodeDeletion | undefined> {
  const [preview] = await db<CodeDeletion[]>`
    select (select count(*)::int from invite_code_redemptions where code_id = invite_codes.id and returned_at is null) as redemptions,
           (select count(*)::int from invite_code_redemptions join reviews on reviews.id = review_id
             where code_id = invite_codes.id and returned_at is null and reviews.state in ('pending', 'needs_information')) as waiting
      from invite_codes where id = ${id}`
  return preview
}

/** Whether no code has this key yet. */
export async function isCodeFree(db: Db, code: string): Promise<boolean> {
  const [taken] = await db`select 1 from invite_codes where code_key = ${codeKey(code)}`
  return !taken
}

export interface FoundCode {
  id: string
  name: string
  status: CodeStatus
  skipsApproval: boolean
  teamName: string
  organizationName: string
}

/** Finds a code as somebody typed it. */
export async function findTypedCode(db: Db, typed: string): Promise<FoundCode | undefined> {
  const [found] = await db<FoundCode[]>`
    select invite_codes.id, invite_codes.name, ${codeStatus(db, duePlaces(db))} as status, skips_approval, teams.name as team_name,
           organizations.name as organization_name
      from ${from(db)} where code_key = ${codeKey(typed)}`
  return found
}

/** Takes what a visitor may know. */
export function toCheck(found: FoundCode | undefined): CodeCheck {
  if (!found) return { status: 'unknown' }
  const { status, teamName, organizationName, skipsApproval } = found
  return status === 'active' ? { status, teamName, organizationName, skipsApproval } : { status }
}
