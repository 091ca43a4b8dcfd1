// Uploads that are on their way: how many there may be, and what becomes of them when something changes meanwhile.
import { once } from 'node:events'
import { request, type ClientRequest, type IncomingMessage } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signIn, startPortal, type Portal } from '#tests/setup/portal.ts'
import { callRaw } from '#tests/setup/raw-call.ts'
import { pixel } from '#tests/setup/uploads.ts'
import { insertPersonas, type Ids } from './personas.ts'

let portal: Portal
let ids: Ids
let approver: string
let owner: string

beforeAll(async () => {
  portal = await startPortal({ role: 'web' })
  ids = await insertPersonas(portal)
  approver = await signIn(portal, ids.approver)
  owner = await signIn(portal, ids.owner)
})
afterAll(() => portal.end())

const body = JSON.stringify({ base64: pixel })
const upload = (cookie = approver) => callRaw(portal, '/uploads/pictures', { body, headers: { cookie } })
/** Sends the head of an upload; its body is to follow. */
function begin(cookie: string): ClientRequest {
  const headers = { origin: portal.url, 'content-type': 'application/json', 'content-length': body.length, cookie }
  const begun = request(`${portal.url}/uploads/pictures`, { method: 'POST', headers })
  begun.on('error', () => {})
  begun.flushHeaders()
  return begun
}
async function statusOf(begun: ClientRequest): Promise<number | undefined> {
  const [answer] = (await once(begun, 'response')) as [IncomingMessage]
  answer.resume()
  return answer.statusCode
}
const again = async () => (await upload()).status

test('an upload is one of three of its account, and gives its place back whenever its sender goes', async () => {
  const begun = [1, 2, 3].map(() => begin(approver))
  await expect.poll(again).toBe(503)
  expect((await upload(owner)).status).toBe(200)
  for (const one of begun) one.destroy()
  await expect.poll(again).toBe(200)
  // At once: before the server has looked up who it is.
  for (let n = 0; n < 20; n++) {
    const gone = begin(approver)
    await new Promise<void>((resolve) => gone.once('socket', (socket) => socket.once('connect', () => resolve())))
    await new Promise((resolve) => setTimeout(resolve, n % 4))
    gone.destroy()
  }
  await expect.poll(again).toBe(200)
})

test('an upload is not kept when its sender is deactivated meanwhile', async () => {
  const { sql } = portal.database
  const begun = begin(owner)
  await expect.poll(async () => (await sql`select 1 from rate_limits where key like ${`%${ids.owner}`}`).length).toBe(1)
  const [before] = await sql`select count(*) from pictures`
  await sql`update accounts set deactivated_at = now() where id = ${ids.owner}`
  begun.end(body)
  expect(await statusOf(begun)).toBe(401)
  expect((await sql`select count(*) from pictures`)[0]).toEqual(before)
  await sql`update accounts set deactivated_at = null where id = ${ids.owner}`
})
