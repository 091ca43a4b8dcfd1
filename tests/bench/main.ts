// `npm run bench`: measures and prints, and never fails for being slow. What counts are the ratios, for both sides of each were
// measured in the same run on the same machine.
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '#db/embedded.ts'
import { buildClients } from '#server/http/build-clients.ts'
import { benchBulk } from './bulk.ts'
import { benchCatalogue } from './catalogue.ts'
import { benchDesk } from './desk.ts'
import { benchFanOut } from './fan-out.ts'
import { startPeer, type ServerAnswer, type ServerCommand } from './protocol.ts'
import { benchQueue } from './queue.ts'
import { printTable } from './table.ts'
import { benchVerification } from './verification.ts'
import { benchWrites } from './writes.ts'

// An exit takes the cluster and the processes along; a signal alone would leave them running.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(1))
const since = performance.now()
const folder = await mkdtemp(join(tmpdir(), 'gatehouse-bench-'))
// As root, Postgres runs as somebody else, who must get in.
await chmod(folder, 0o755)
const cluster = await startEmbedded({
  dataDir: join(folder, 'data'),
  log: { info() {}, warn: console.warn, error: console.error },
})
try {
  const server = await startPeer<ServerCommand, ServerAnswer>('our-server.ts', [cluster.url])
  const fanOut = await benchFanOut(server)
  const writes = await benchWrites(server, cluster.url)
  const bulk = await benchBulk(server, cluster.url)
  const verification = await benchVerification(server)
  await server.end()
  const catalogue = await benchCatalogue(cluster.url)
  await buildClients().done
  const desk = await benchDesk(cluster.url)
  const queue = await benchQueue(cluster.url)
  const [load = 0] = loadavg()
  console.log(
    `${availableParallelism()} × ${cpus()[0]?.model.trim()}, Node ${process.version}, load ${load.toFixed(1)}, ` +
      `${Math.round((performance.now() - since) / 1_000)} s; subscribers are raw sockets that parse each message`,
  )
  printTable('From commit to screen', fanOut)
  printTable('Writes', writes)
  printTable('Many decisions at once', bulk)
  printTable('Verification, as a gateway asks', verification)
  printTable('Looking for an API, median of 50', catalogue)
  printTable('The desk: 100,000 pending, 20 admins, 50 arrivals a second', desk)
  printTable(`The queue, median of 50`, queue)
} finally {
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
}
