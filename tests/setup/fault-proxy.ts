// A TCP proxy in user space between a client and a server on the loopback address, which can fail as networks do.
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export interface Proxied {
  /** connections in the order in which they were made, from 1 */
  number: number
  /** Whether the client has sent this text so far, for instance a statement; only whole chunks are searched. */
  hasSent(text: string): boolean
}

export interface FaultProxy {
  port: number
  /** Ends connections at once at both ends, wherever in a message they are; answers how many. */
  cut(matches?: (connection: Proxied) => boolean): number
  /** Stops forwarding without closing: each end believes in the other. */
  halfOpen(matches?: (connection: Proxied) => boolean): number
  count(): number
  close(): Promise<void>
}

interface Connection extends Proxied {
  client: Socket
  server: Socket
}

/** Forwards every connection to a port of this machine until told otherwise. */
export async function startFaultProxy(target: number): Promise<FaultProxy> {
  const connections = new Set<Connection>()
  let numbers = 0

  const proxy = createServer((client) => {
    const server = connect(target, '127.0.0.1')
    let sent = ''
    const connection: Connection = { number: ++numbers, client, server, hasSent: (text) => sent.includes(text) }
    connections.add(connection)
    client.on('data', (chunk) => (sent = (sent + chunk.toString('latin1')).slice(-20_000)))
    client.pipe(server)
    server.pipe(client)
    for (const socket of [client, server]) {
      socket.setNoDelay(true)
      socket.on('error', () => {})
      socket.on('close', () => {
        client.destroy()
        server.destroy()
        connections.delete(connection)
      })
    }
  })
  await once(proxy.listen(0, '127.0.0.1'), 'listening')

  function each(matches: (connection: Proxied) => boolean, fault: (connection: Connection) => void): number {
    const found = [...connections].filter(matches)
    found.forEach(fault)
    return found.length
  }
  const all = () => true

  return {
    port: (proxy.address() as AddressInfo).port,
    cut: (matches = all) =>
      each(matches, ({ client, server }) => {
        client.resetAndDestroy()
        server.resetAndDestroy()
      }),
    halfOpen: (matches = all) =>
      each(matches, ({ client, server }) => {
        client.unpipe(server)
        server.unpipe(client)
        // What arrives is taken and thrown away, as by a network that has forgotten the connection.
        client.resume()
        server.resume()
      }),
    count: () => connections.size,
    async close() {
      const closed = once(proxy, 'close')
      proxy.close()
      for (const { client, server } of connections) {
        client.destroy()
        server.destroy()
      }
      await closed
    },
  }
}

/** The same address through the proxy. */
export function through(proxy: FaultProxy, url: string): string {
  const proxied = new URL(url)
  proxied.host = `127.0.0.1:${proxy.port}`
  return proxied.href
}
