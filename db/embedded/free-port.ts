import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/**
 * A loopback port that nothing listens on right now.
 *
 * Below 32768, where Linux begins to hand out ports for outgoing connections (ip_local_port_range): a port of that range
 * could be taken while Postgres restarts after a crash, and the URL that everyone holds would be dead.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000)
    if (await isFree(port)) return port
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
