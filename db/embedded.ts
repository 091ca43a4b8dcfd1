// The Postgres that Gatehouse brings along: made once, started, watched and stopped. Each step lives in embedded/.
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Binaries, findBinaries } from './embedded/binaries.ts'
import { DATABASE, makeCluster, USER } from './embedded/cluster.ts'
import { freePort } from './embedded/free-port.ts'
import { lockFolder } from './embedded/lock.ts'
import { stopOrphan } from './embedded/orphan.ts'
import { findPlace, type Place } from './embedded/place.ts'
import type { Settings } from './embedded/postmaster.ts'
import { EmbeddedError, type EmbeddedLog } from './embedded/refusal.ts'
import { supervise } from './embedded/supervisor.ts'
import { keepSecret } from './kept-secret.ts'

export { EmbeddedError }

export interface Embedded {
  /** The same for as long as this process lives, through crashes of Postgres too. */
  url: string
  /** Ends Postgres in an orderly way and gives the folder free; safe to call twice. */
  stop(): Promise<void>
  /** The server process; undefined while it is down. */
  pid(): number | undefined
}

interface Options {
  /** The data folder; made if missing. */
  dataDir: string
  log: EmbeddedLog
  /** Postgres settings on top of ours; the tests turn `fsync` off. */
  settings?: Settings
}

/**
 * Resolves once the data folder's own Postgres accepts connections; from then on it is started again whenever it dies,
 * until `stop`. The first start makes the cluster (about two seconds), later ones take a fraction of one.
 *
 * @throws EmbeddedError with the sentence that mends it, among them that another Gatehouse runs on this folder
 */
export async function startEmbedded({ dataDir, log, settings = {} }: Options): Promise<Embedded> {
  const place = findPlace(dataDir)
  const binaries = findBinaries(place.account)
  const unlock = lockFolder(place.home, dataDir)
  try {
    const password = ownPassword(dataDir, place)
    await stopOrphan(place.cluster, log)
    await makeCluster(place, binaries, password, settings.fsync !== 'off')
    return await run(place, binaries, password, settings, log, unlock)
  } catch (error) {
    unlock()
    throw error
  }
}

async function run(
  place: Place,
  binaries: Binaries,
  password: string,
  settings: Settings,
  log: EmbeddedLog,
  unlock: () => void,
): Promise<Embedded> {
  const port = await freePort()
  const server = await supervise({ program: binaries.postgres, place, port, settings, log }).catch((error: Error) => {
    // Somebody took the port between the look and the start.
    if (error.message.includes('TCP/IP sockets')) return undefined
    throw error
  })
  if (!server) return run(place, binaries, password, settings, log, unlock)
  return {
    url: `postgres://${USER}:${password}@127.0.0.1:${port}/${DATABASE}`,
    pid: server.pid,
    async stop() {
      await server.stop()
      unlock()
    },
  }
}

function ownPassword(dataDir: string, { cluster }: Place): string {
  const keys = join(dataDir, 'keys')
  if (existsSync(join(cluster, 'PG_VERSION')) && !existsSync(join(keys, 'postgres-password'))) {
    throw new EmbeddedError(
      `The keys of the database in ${cluster} are missing; put the folder ${keys} back from a backup.`,
    )
  }
  return keepSecret(keys, 'postgres-password', () => randomBytes(24).toString('base64url'))
}
