import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import {
  clientOf,
  insertDeveloper,
  insertStaff,
  openTab,
  signIn,
  startPortal,
  type Portal,
} from '#tests/setup/portal.ts'
import { callRaw } from '#tests/setup/raw-call.ts'

let portal: Portal
let owner: string

beforeAll(async () => {
  portal = await startPortal()
  owner = await signIn(portal, await insertStaff(portal, 'owner'))
})
afterAll(() => portal.end())

const isSignedIn = async (cookie: string) => (await clientOf(portal, cookie).portal.session.me.query()) !== null

describe('the upgrade to a socket', () => {
  /** The status of a refused upgrade, or 101. */
  function upgrade(headers: Record<string, string>, path = '/trpc'): Promise<number> {
    const socket = new WebSocket(`${portal.url.replace('http', 'ws')}${path}`, {
      headers: { origin: portal.url, ...headers },
    })
    return new Promise((resolve) => {
      socket.on('unexpected-response', (_request, { statusCode }) => (resolve(statusCode ?? 0), socket.terminate()))
      socket.on('open', () => (resolve(101), socket.terminate()))
      socket.on('error', () => {})
    })
  }

  test.each([
    ['a foreign Origin', { origin: 'https://evil.example' }, 403],
    ['Origin null', { origin: 'null' }, 403],
    ['another port', { origin: 'http://localhost:1' }, 403],
    ['a rebound Host', { host: 'evil.example', origin: 'http://evil.example' }, 403],
    ['a cookie that is none', { cookie: 'gatehouse=nonsense' }, 401],
    ['no cookie', {}, 101],
  ])('with %s', async (_, headers, status) => {
    expect(await upgrade(headers)).toBe(status)
  })

  test('with the cookie of a session that ended is 401', async () => {
    const cookie = await signIn(portal, (await insertDeveloper(portal)).id)
    await portal.database
      .sql`update sessions set expires_at = now() where id = encode(sha256(${cookie.split('=')[1]!}), 'hex')`
    expect(await upgrade({ cookie })).toBe(401)
  })

  test('elsewhere than at /trpc is 404', async () => {
    expect(await upgrade({}, '/elsewhere')).toBe(404)
    expect(await upgrade({}, '//')).toBeGreaterThanOrEqual(400)
  })

  test('that is refused does not keep the connection open, though the other side would', async () => {
    const { port } = new URL(portal.url)
    const socket = connect({ port: Number(port), host: '127.0.0.1', allowHalfOpen: true })
    onTestFinished(() => void socket.destroy())
    socket.write(
      `GET /trpc HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nOrigin: https://evil.example\r\n\r\n`,
    )
    socket.resume()
    await once(socket, 'end')
    // Whatever comes after is for nobody: the server answers it with a reset.
    const reset = once(socket, 'error')
    const writing = setInterval(() => socket.write('x'), 20)
    const [error] = await reset.finally(() => clearInterval(writing))
    expect((error as { code: string }).code).toMatch(/ECONNRESET|EPIPE/)
  })

  test('is refused beyond the sockets that one person may have', async () => {
    const cookie = await signIn(portal, (await insertDeveloper(portal)).id)
    const open: WebSocket[] = []
    for (let n = 0; n < 50; n++) {
      const socket = new WebSocket(`${portal.url.replace('http', 'ws')}/trpc`, {
        headers: { origin: portal.url, cookie },
      })
      await once(socket, 'open')
      open.push(socket)
    }
    expect(await upgrade({ cookie })).toBe(429)
    const closed = open.map((socket) => once(socket, 'close'))
    for (const socket of open) socket.terminate()
    await Promise.all(closed)
  })
})

describe('a socket', () => {
  async function openSocket(cookie = '') {
    const socket = new WebSocket(`${portal.url.replace('http', 'ws')}/trpc`, {
      headers: { origin: portal.url, cookie },
    })
    await once(socket, 'open')
    onTestFinished(() => socket.terminate())
    const heard: {
      id: number | null
      error?: { data: { httpStatus: number; refusal?: { code: string } } }
      result?: { type: string }
    }[] = []
    socket.on('message', (frame) => heard.push(JSON.parse(String(frame))))
    const say = (message: unknown) => socket.send(JSON.stringify(message))
    return { socket, heard, say }
  }
  const call = (id: number, method: string, path: string, input?: unknown) => ({
    id,
    jsonrpc: '2.0',
    method,
    params: { path, input },
  })

  test('without a cookie may only listen', async () => {
    const { heard, say } = await openSocket()
    say(call(1, 'query', 'portal.settings.get'))
    say(call(2, 'query', 'admin.reviews.list', {}))
    await expect.poll(() => heard.length).toBe(2)
    expect(heard.map(({ error }) => error?.data.refusal?.code)).toEqual(['HTTP_ONLY', 'HTTP_ONLY'])
  })

  test('takes no sign-in, not even with a session', async () => {
    const { heard, say } = await openSocket(owner)
    say(call(1, 'mutation', 'portal.session.logIn', { email: 'a@example.com', password: 'x' }))
    say(call(2, 'mutation', 'portal.session.logOut'))
    await expect.poll(() => heard.length).toBe(2)
    for (const { error } of heard) expect(error?.data.refusal?.code).toBe('HTTP_ONLY')
    expect(await isSignedIn(owner)).toBe(true)
  })

  test('runs none of the thousand calls that fit into one frame', async () => {
    const { heard, say } = await openSocket(owner)
    say(Array.from({ length: 1_100 }, (_, n) => ({ id: n, method: 'query', params: { path: 'x' } })))
    await expect.poll(() => heard.length).toBeGreaterThan(0)
    expect(heard.every(({ error }) => error?.data.httpStatus === 400)).toBe(true)
    say(call(9_999, 'query', 'portal.session.me'))
    await expect.poll(() => heard.some(({ id, result }) => id === 9_999 && result)).toBe(true)
    expect(heard.filter(({ result }) => result)).toHaveLength(1)
  })

  test('is closed by a frame of more than 64 KiB', async () => {
    const { socket, say } = await openSocket(owner)
    const closed = once(socket, 'close')
    say(call(1, 'query', 'admin.reviews.list', { padding: 'x'.repeat(65 * 1024) }))
    const [code] = await closed
    expect([1006, 1009]).toContain(code)
    expect((await callRaw(portal, '/healthz', { method: 'GET' })).status).toBe(200)
  })

  test('survives frames that are no calls', async () => {
    const { socket, heard, say } = await openSocket(owner)
    for (const frame of [
      '',
      '{',
      'null',
      '[]',
      '[[]]',
      '{"id":null,"method":"query"}',
      '{"id":1,"method":"delete"}',
      '"PING"',
    ])
      socket.send(frame)
    socket.send(Buffer.from([0xff, 0x00]))
    say(call(7, 'query', 'portal.session.me'))
    await expect.poll(() => heard.some(({ id, result }) => id === 7 && result)).toBe(true)
  })

  test('carries a few streams, not as many as a frame can ask for', async () => {
    const { heard, say } = await openSocket()
    for (let frame = 0; frame < 4; frame++) {
      say(Array.from({ length: 10 }, (_, n) => call(frame * 10 + n, 'subscription', 'realtime.follow', {})))
    }
    await expect.poll(() => heard.filter(({ error }) => error).length).toBe(34)
    for (const { error } of heard.filter((one) => one.error)) expect(error!.data.refusal?.code).toBe('TOO_MANY_STREAMS')
  })

  test('takes a position that is none, or one that no number can hold, as a new tab', async () => {
    const { epoch } = portal.feed
    for (const cursor of [
      `${epoch}:99999999999999999999:1`,
      `${epoch}:1:9999999999999999999`,
      `${epoch}:-1:1`,
      'x'.repeat(100),
    ]) {
      const tab = openTab(portal, owner, cursor)
      await tab.until(({ messages }) => messages.length > 0)
      expect(tab.messages[0]).toEqual({ type: 'started', mode: 'new', missed: 0 })
      await tab.close()
    }
  })
})
