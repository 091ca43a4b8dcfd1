import { generateCode } from '#server/features/invite-codes/commands.ts'
import { codeKey } from '#server/features/invite-codes/rules.ts'
import type { App } from '#server/app.ts'

export interface InsertedCode {
  id: string
  code: string
  edition: number
}

/** Inserts a code that can be used, into an organization's default team (the default organization's unless given). */
export async function insertCode(portal: Pick<App, 'database'>, organizationId?: string): Promise<InsertedCode> {
  const code = generateCode()
  const [row] = await portal.database.sql<InsertedCode[]>`
    insert into invite_codes (code, code_key, name, quota, team_id, organization_id)
    select ${code}, ${codeKey(code)}, 'Hackathon', 100, teams.id, organization_id
      from teams join organizations on organizations.id = organization_id
     where teams.is_default and ${organizationId ? portal.database.sql`organization_id = ${organizationId}` : portal.database.sql`organizations.is_default`}
    returning id, code, edition`
  return row!
}
