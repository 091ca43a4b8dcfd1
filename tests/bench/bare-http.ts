// What a verification is measured beside: the same server process with nothing to think about.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerParent, cpuMs, type ServerAnswer, type ServerCommand } from './protocol.ts'

const server = createServer((request, response) => {
  request.resume()
  response.writeHead(200, { 'content-length': '0' }).end()
})
await once(server.listen(0, '127.0.0.1'), 'listening')

const { port } = server.address() as AddressInfo
answerParent<ServerCommand, ServerAnswer>(`http://127.0.0.1:${port}`, async () => ({ cpuMs: cpuMs() }))
