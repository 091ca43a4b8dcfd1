// The embedded Postgres against what really happens to it: kill -9 at either end, two starts at once, root below a
// locked folder. Every start here is a real one.
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Embedded, EmbeddedError, startEmbedded } from '#db/embedded.ts'
import { processIdentity } from '#db/embedded/processes.ts'
import { canBecomeOthers, folderFor, gatehouse, type Helper, nobody, removeFolders } from './embedded-process.ts'

let dataDir: string
let running: Embedded | undefined
let helper: Helper | undefined
let logged: string[]

const log = { info: note, warn: note, error: note }
function note(line: string): void {
  logged.push(line)
}

// Made once and copied, owners and all: starting a cluster takes a tenth of the time of making one.
let made: string
const ownUid = process.getuid?.() ?? 0

beforeAll(async () => {
  made = mkdtempSync(join(tmpdir(), 'gatehouse-made-'))
  chmodSync(made, 0o755)
  await (await startEmbedded({ dataDir: join(made, 'data'), log: { info() {}, warn() {}, error() {} } })).stop()
})
afterAll(() => rmSync(made, { recursive: true, force: true }))

beforeEach(() => {
  dataDir = join(folderFor(ownUid, 0o755), 'data')
  execFileSync('cp', ['-a', join(made, 'data'), dataDir])
  logged = []
})
afterEach(async () => {
  await running?.stop()
  await helper?.end()
  running = helper = undefined
  removeFolders()
})

const start = async () => (running = await startEmbedded({ dataDir, log }))

async function ask(url: string, question = 'select 1 as answer'): Promise<unknown> {
  const sql = postgres(url, { max: 1, connect_timeout: 5 })
  try {
    return (await sql.unsafe(question))[0]?.answer
  } finally {
    await sql.end({ timeout: 1 })
  }
}

describe('a start', () => {
  it('makes a UTF-8 cluster that keeps its rows, answers on loopback only and starts again in under a second', async () => {
    const { url, stop } = await start()
    expect(await ask(url, `select current_setting('server_encoding') || current_setting('fsync') as answer`)).toBe(
      'UTF8on',
    )
    expect(await ask(url, `select current_setting('listen_addresses') as answer`)).toBe('127.0.0.1')
    await ask(url, 'create table kept as select 7 as answer')
    await stop()
    await stop()

    const began = performance.now()
    const second = await start()
    expect(performance.now() - began).toBeLessThan(1_000)
    expect(await ask(second.url, 'select answer from kept')).toBe(7)
  })

  it('keeps the password for its owner only, and lets nobody in without it', async () => {
    const { url } = await start()
    expect(statSync(join(dataDir, 'keys', 'postgres-password')).mode & 0o777).toBe(0o600)
    const wrong = new URL(url)
    wrong.password = 'guessed'
    await expect(ask(wrong.href)).rejects.toThrow('password authentication failed')
  })

  it('says so when the keys of an existing database are gone, and finds them again', async () => {
    const password = join(dataDir, 'keys', 'postgres-password')
    const kept = readFileSync(password, 'utf8')
    rmSync(password)
    await expect(start()).rejects.toThrow(/keys of the database in .* are missing; put the folder/)
    writeFileSync(password, kept)
    await start()
  })

  it('gives our environment, which holds secrets, to no Postgres', async () => {
    process.env.SMTP_URL = 'smtp://canary'
    const { pid } = await start()
    delete process.env.SMTP_URL
    if (process.platform === 'linux') expect(readFileSync(`/proc/${pid()}/environ`, 'utf8')).not.toContain('canary')
  })
})

describe('when Postgres is killed', () => {
  it('starts it again on the same address and says so', async () => {
    const { url, pid } = await start()
    await ask(url, 'create table kept as select 7 as answer')
    const killed = pid()!
    process.kill(killed, 'SIGKILL')
    await expect.poll(() => ask(url, 'select answer from kept').catch(() => undefined), { timeout: 10_000 }).toBe(7)
    expect(pid()).not.toBe(killed)
    expect(logged.join('\n')).toMatch(/ended unexpectedly/)
  })

  it('waits for a leftover backend that is still busy', async () => {
    const { url, pid } = await start()
    const busy = postgres(url, { max: 1 })
    // Computing, not sleeping: a sleeping backend notices the death of its server at once.
    const work = busy`do $$ begin while clock_timestamp() < now() + '2 s' loop end loop; end $$`.catch(() => {})
    await expect
      .poll(() =>
        ask(url, `select count(*)::int as answer from pg_stat_activity where query like 'do %' and state = 'active'`),
      )
      .toBe(1)
    process.kill(pid()!, 'SIGKILL')
    await expect.poll(() => ask(url).catch(() => undefined), { timeout: 10_000 }).toBe(1)
    await work
    await busy.end({ timeout: 0 })
    expect(logged.join('\n')).toMatch(/pre-existing shared memory block/)
  })

  it('does not start it again once stop has been called', async () => {
    const { pid, stop } = await start()
    process.kill(pid()!, 'SIGKILL')
    await stop()
    expect(pid()).toBeUndefined()
  })
})

describe('when Gatehouse is killed', () => {
  it('stops the server that was left behind and goes on with its data', async () => {
    helper = await gatehouse(dataDir)
    await ask(helper.url, 'create table kept as select 7 as answer')
    await helper.kill('SIGKILL')
    expect(processIdentity(helper.postgresPid)).toBeDefined()

    const { url } = await start()
    expect(processIdentity(helper.postgresPid)).toBeUndefined()
    expect(await ask(url, 'select answer from kept')).toBe(7)
    expect(logged.join('\n')).toMatch(/that an earlier run left behind/)
  })

  it('does not mistake another process that got the same number for the old server', async () => {
    writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), `${process.pid}\n${dataDir}/postgres\n`)
    expect(await ask((await start()).url)).toBe(1)
  })

  it('starts afresh after a kill while the cluster was being made', async () => {
    dataDir = join(folderFor(ownUid, 0o755), 'data')
    const half = gatehouse(dataDir, { killWhen: () => draftsIn(dataDir).length > 0 })
    await expect(half).rejects.toThrow(/SIGKILL/)
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false)
    expect(await ask((await start()).url)).toBe(1)
    expect(draftsIn(dataDir)).toEqual([])
  })
})

const draftsIn = (folder: string) =>
  existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith('initdb-')) : []

describe('a second Gatehouse on the same folder', () => {
  it('is refused in one sentence while the first lives, and harms it not', async () => {
    const { url } = await start()
    const second = gatehouse(dataDir)
    await expect(second).rejects.toThrow(`Another Gatehouse (process ${process.pid}) is running on ${dataDir}; stop it`)
    expect(await ask(url)).toBe(1)
  })

  it('is refused in the same process too', async () => {
    await start()
    await expect(startEmbedded({ dataDir, log })).rejects.toThrow(EmbeddedError)
  })

  it('may start once the first has stopped', async () => {
    await (await start()).stop()
    helper = await gatehouse(dataDir)
    expect(await ask(helper.url)).toBe(1)
  })
})

describe.skipIf(!canBecomeOthers)('as whom', () => {
  it('as an ordinary user, in a home that nobody else may enter', async () => {
    dataDir = join(folderFor(nobody.uid, 0o700), 'data')
    helper = await gatehouse(dataDir, { account: nobody })
    expect(await ask(helper.url)).toBe(1)
    expect(statSync(join(dataDir, 'postgres')).uid).toBe(nobody.uid)
  })

  it('as root, hands Postgres to an unprivileged account', async () => {
    await start()
    expect(statSync(join(dataDir, 'postgres')).uid).not.toBe(0)
  })

  it('as root below a locked folder, keeps the cluster where that account can enter, and finds it again', async () => {
    dataDir = join(folderFor(0, 0o700), 'data')
    const { url, stop } = await start()
    await ask(url, 'create table kept as select 7 as answer')
    expect(realpathSync(join(dataDir, 'postgres'))).toMatch(/^\/var\/lib\/gatehouse\//)
    await stop()
    expect(await ask((await start()).url, 'select answer from kept')).toBe(7)
  })

  it('as root on an ordinary user’s cluster, runs Postgres as that user', async () => {
    execFileSync('chown', ['-R', `${nobody.uid}`, dataDir])
    await start()
    expect(statSync(join(dataDir, 'postgres', 'postmaster.pid')).uid).toBe(nobody.uid)
  })

  it('as an ordinary user on somebody else’s cluster, is refused in one sentence', async () => {
    const refused = gatehouse(dataDir, { account: nobody })
    await expect(refused).rejects.toThrow(/belongs to user id \d+; start Gatehouse as that user or as root/)
  })

  it('as a user without a name, is refused in one sentence', async () => {
    const stranger = { uid: 54_321, gid: 54_321 }
    dataDir = join(folderFor(stranger.uid, 0o700), 'data')
    await expect(gatehouse(dataDir, { account: stranger })).rejects.toThrow(/user id 54321 has none; add it/)
  })
})
