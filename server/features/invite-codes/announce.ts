import type { Tx } from '#db/database.ts'
import { publish } from '#server/realtime/publish.ts'
import { findCode } from './queries.ts'
import type { CodeRow } from './schema.ts'

export type CodeEvent =
  'code.added' | 'code.edited' | 'code.redeemed' | 'code.returned' | 'code.expired' | 'code.used-up'

/** Says how a code is now, to the admins; called last. */
export async function announceCode(tx: Tx, id: string, kind: CodeEvent): Promise<CodeRow> {
  const code = (await findCode(tx, id))!
  await publish(tx, 'admins', { kind, code })
  return code
}
