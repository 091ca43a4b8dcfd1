// The one way to Postgres: a pool, and transactions whose effects outside the database (waking readers and workers)
// happen only after they have committed.
import type postgresTypes from 'postgres'
import { postgres } from './driver.ts'

export type Sql = postgresTypes.Sql
export type Tx = postgresTypes.TransactionSql
/** A pool or a transaction: what reads take. */
export type Db = Sql | Tx

/** What a committed transaction leaves to be woken. */
export interface Commit {
  /** pg-boss queues that got a job */
  queues: Set<string>
  /** whether an event was written */
  published: boolean
  /** whether a session ended or somebody's rights changed: their sockets are closed before the caller is answered */
  rightsChanged: boolean
}

/** Writes jobs of one kind in the caller's transaction; set by the job system when it starts. */
export type Enqueue = (tx: Tx, queue: string, payloads: object[], options: EnqueueOptions) => Promise<void>
export interface EnqueueOptions {
  startAfterSeconds?: number
  /** At most one job per key and slot of so many seconds; a further one waits for the next slot. */
  oncePer?: { key: string; seconds: number }
  /** Below 0: after all others of its queue. */
  priority?: number
  /** Beside a job that goes on trying: this one tries once. */
  triesOnce?: boolean
}

/** SQLSTATE of a transaction that Postgres ended because it and another waited for each other. */
const deadlockDetected = '40P01'
const attemptsMax = 3

export interface Database {
  sql: Sql
  /** Runs the work in one transaction; again when Postgres ended it for a deadlock, because then nothing of it was done. */
  inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** Listeners run in order after the commit, and are awaited before the caller is answered. */
  onCommit(listener: (commit: Commit) => void | Promise<void>): void
  enqueue?: Enqueue
  close(): Promise<void>
}

const commits = new WeakMap<Tx, Commit & { database: Database }>()

/** Returns what this transaction has gathered so far; only transactions of `inTransaction` have it. */
export function commitOf(tx: Tx): Commit & { database: Database } {
  const commit = commits.get(tx)
  if (!commit) throw new Error('a write outside of inTransaction')
  return commit
}

/**
 * Runs a part of a transaction that may fail alone: what it wrote is then gone, the rest stays. What it asked to be woken is
 * woken all the same, for nothing.
 */
export async function inSavepoint<T>(tx: Tx, work: (inner: Tx) => Promise<T>): Promise<T> {
  const result = await tx.savepoint((inner) => {
    commits.set(inner, commitOf(tx))
    return work(inner)
  })
  return result as T
}

/**
 * Opens the pool. Every transaction ends within 30 s, an idle one within 5 s, because one long write transaction holds
 * back the events of all others.
 *
 * @param max connections; ten serve two cores, more only queue inside Postgres
 */
export function openDatabase(url: string, max = 10): Database {
  const sql = postgres(url, {
    max,
    onnotice: () => {},
    connect_timeout: 10,
    // The driver's own grows to 20 s with each connection that is lost, and they are lost all at once: a database that is
    // back within a second would be waited for that long.
    backoff: (retries: number) => Math.min(0.05 * 2 ** retries, 1),
    // Only columns: `postgres.camel` would also rename the keys inside jsonb.
    transform: { column: { from: postgres.toCamel } },
    connection: {
      application_name: 'gatehouse',
      idle_in_transaction_session_timeout: 5_000,
      statement_timeout: 30_000,
      TimeZone: 'UTC',
    },
  })
  const listeners: ((commit: Commit) => void | Promise<void>)[] = []
  const database: Database = {
    sql,
    async inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
      for (let attempt = 1; ; attempt++) {
        const commit = { queues: new Set<string>(), published: false, rightsChanged: false, database }
        try {
          const result = await sql.begin((tx) => {
            commits.set(tx, commit)
            return work(tx)
          })
          for (const listener of listeners) await listener(commit)
          return result as T
        } catch (error) {
          if (attempt === attemptsMax || (error as { code?: string }).code !== deadlockDetected) throw error
        }
      }
    },
    onCommit: (listener) => listeners.push(listener),
    close: () => sql.end({ timeout: 5 }),
  }
  return database
}
