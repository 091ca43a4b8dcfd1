// Asks a server each question at least once and as fast as it answers, over connections that are kept, one request at a time on each, as gateways do. On bare sockets:
// whoever asks must cost less than whoever answers, or it would be the asking that is measured.
import { connect } from 'node:net'
import { answerParent, type RequestsAnswer, type RequestsCommand } from './protocol.ts'

const end = Buffer.from('\r\n\r\n')

answerParent<RequestsCommand, RequestsAnswer>('ready', async ({ url, headers, connections, forMs }) => {
  const { hostname, port, pathname } = new URL(url)
  const requests = headers.map((lines) =>
    Buffer.from([`GET ${pathname} HTTP/1.1`, `host: ${hostname}`, ...lines, '', ''].join('\r\n')),
  )
  let next = 0
  let answered = 0
  let refused = 0
  const since = performance.now()
  const until = since + forMs
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const socket = connect(Number(port), hostname).setNoDelay(true)
      const ask = () => socket.write(requests[next++ % requests.length]!)
      await new Promise<void>((resolve, reject) => {
        socket.on('connect', ask)
        socket.on('error', reject)
        // The answers have no body, and are small enough to come in one piece.
        socket.on('data', (answer) => {
          if (!answer.subarray(-4).equals(end)) return reject(new Error(`half an answer: ${answer.toString()}`))
          answered++
          if (answer.toString('latin1', 9, 12) !== '200') refused++
          if (performance.now() < until || next < requests.length) ask()
          else resolve()
        })
      })
      socket.destroy()
    }),
  )
  return { perSecond: answered / ((performance.now() - since) / 1_000), answered, refused }
})
