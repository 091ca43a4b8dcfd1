// As whom Postgres runs. It refuses to run as root, so a root process hands it to an unprivileged account.
import { readFileSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { dirname } from 'node:path'
import { EmbeddedError } from './refusal.ts'

export type Account = { uid: number; gid: number }

const PREFERRED = ['postgres', 'nobody', 'daemon']

/** Whether this process may, and must, switch to another account. */
export const isRoot = (): boolean => process.getuid?.() === 0

/**
 * The account for a new cluster; undefined when this process is unprivileged and runs Postgres as itself.
 *
 * @throws EmbeddedError when there is no account that initdb would accept
 */
export function chooseAccount(): Account | undefined {
  if (isRoot()) {
    const accounts = listAccounts()
    const named = PREFERRED.flatMap((name) => accounts.filter((account) => account.name === name))
    const chosen = named[0] ?? accounts[0]
    if (chosen) return { uid: chosen.uid, gid: chosen.gid }
    throw new EmbeddedError(
      'Postgres does not run as root and /etc/passwd names no other user; add one, or set DATABASE_URL to a running server.',
    )
  }
  try {
    userInfo()
  } catch {
    throw new EmbeddedError(
      `Postgres needs a named user and user id ${process.getuid?.()} has none; add it to /etc/passwd, or set DATABASE_URL to a running server.`,
    )
  }
  return undefined
}

/** The account that a folder belongs to, primary group included. */
export function ownerOf(folder: string): Account {
  const { uid, gid } = statSync(folder)
  return { uid, gid }
}

/** Whether the account may walk down to `folder`: every folder on the way lets it pass, and the last one in. */
export function canEnter(account: Account | undefined, folder: string): boolean {
  if (!account) return true
  for (let current = folder; ; current = dirname(current)) {
    const { uid, gid, mode } = statSync(current)
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
    if (!(mode & bit)) return false
    if (current === dirname(current)) return true
  }
}

function listAccounts(): (Account & { name: string })[] {
  let lines: string[]
  try {
    lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  } catch {
    return []
  }
  return lines
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ name, uid, gid }) => !name.startsWith('#') && uid > 0 && gid > 0)
}
