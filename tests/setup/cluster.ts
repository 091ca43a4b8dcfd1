// One Postgres for a whole run of the tests: started before the first file, with the template that each file clones.
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { startEmbedded } from '#db/embedded.ts'
import type { TestProject } from 'vitest/node'
import { adminUrl, databaseUrl, TEMPLATE } from './database-url.ts'
import { prepareTemplate } from './template.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the run's cluster, its database `gatehouse`. */
    clusterUrl: string
  }
}

interface Running {
  url: string
  users: number
  stop(): Promise<void>
}

/** Nothing here outlives the run, so nothing needs to survive a power cut. */
const SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' }

// Projects are set up each in a module world of their own, but in one process: this is what they share.
const shared = globalThis as { gatehouseTestCluster?: Promise<Running> }

/** Vitest's global setup: provides the cluster's address, and removes the cluster after the last project is done. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const running = await (shared.gatehouseTestCluster ??= start())
  running.users++
  project.provide('clusterUrl', running.url)
  return async () => {
    running.users--
    if (running.users === 0) await running.stop()
  }
}

async function start(): Promise<Running> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-tests-'))
  // As root, Postgres runs as somebody else, who must get in; else the cluster would go elsewhere and stay there.
  await chmod(folder, 0o755)
  const log = { info: () => {}, warn: console.warn, error: console.error }
  const cluster = await startEmbedded({ dataDir: join(folder, 'data'), log, settings: SETTINGS })
  const stop = async () => {
    await cluster.stop()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await makeTemplate(cluster.url)
  } catch (error) {
    await stop()
    throw error
  }
  return { url: cluster.url, users: 0, stop }
}

async function makeTemplate(clusterUrl: string): Promise<void> {
  const sql = postgres(adminUrl(clusterUrl), { max: 1 })
  await sql`create database ${sql(TEMPLATE)}`
  await prepareTemplate(databaseUrl(clusterUrl, TEMPLATE))
  // A connection left open would make every clone fail, at some later time and elsewhere: better here and now.
  await sql`alter database ${sql(TEMPLATE)} with allow_connections false is_template true`
  await sql.end()
}
