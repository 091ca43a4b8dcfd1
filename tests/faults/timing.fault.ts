// Known and unknown addresses answer in the same time: a rank test over interleaved samples, for log-in, reset and registration.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashPassword } from '#server/features/auth/passwords.ts'
import { insertDeveloper, startPortal, type Portal } from '#tests/setup/portal.ts'
import { mutateRaw } from '#tests/setup/raw-call.ts'
import { rounds } from '#tests/setup/rounds.ts'

let portal: Portal
let known: string

beforeAll(async () => {
  // Without a worker: the mails that known addresses get would take time from whichever sample comes next.
  portal = await startPortal({ role: 'web' })
  known = (await insertDeveloper(portal, { passwordHash: await hashPassword('a quiet lighthouse') })).email
})
afterAll(() => portal.end())

/** The chance that a known sample is slower than an unknown one (Mann-Whitney): 0.5 tells nothing, 1 tells all. */
function areaUnderCurve(knownMs: number[], unknownMs: number[]): number {
  const all = [...knownMs.map((ms) => ({ ms, isKnown: true })), ...unknownMs.map((ms) => ({ ms, isKnown: false }))]
  all.sort((a, b) => a.ms - b.ms)
  let ranks = 0
  all.forEach(({ isKnown }, index) => (ranks += isKnown ? index + 1 : 0))
  const n = knownMs.length
  return (ranks - (n * (n + 1)) / 2) / (n * unknownMs.length)
}

const names = { firstName: 'Maria', lastName: 'Lindqvist', password: 'a password of some length' }
const calls: Record<string, (email: string) => Promise<unknown>> = {
  'log-in': (email) => mutateRaw(portal, 'portal.session.logIn', { email, password: 'wrong' }),
  reset: (email) => mutateRaw(portal, 'portal.passwords.requestReset', { email }),
  registration: (email) =>
    mutateRaw(portal, 'portal.registrations.register', { ...names, email, requestId: randomUUID() }),
}

test.each(Object.entries(calls))(
  '%s: nobody can tell a known address by the time',
  async (name, call) => {
    const samples = rounds(25, 2_000)
    const times = { known: [] as number[], unknown: [] as number[] }
    const sample = async (kind: 'known' | 'unknown') => {
      await portal.database.sql`delete from rate_limits`
      const email = kind === 'known' ? known : `${randomUUID()}@dev.example`
      const start = performance.now()
      await call(email)
      times[kind].push(performance.now() - start)
    }
    for (let n = 0; n < 20; n++) await sample(n % 2 ? 'known' : 'unknown')
    times.known = []
    times.unknown = []
    for (let n = 0; n < samples; n++) {
      // In turns, and each first as often as second, so that whatever slows the machine slows both.
      await sample(n % 2 ? 'known' : 'unknown')
      await sample(n % 2 ? 'unknown' : 'known')
    }
    const area = areaUnderCurve(times.known, times.unknown)
    process.stdout.write(
      `timing of ${name}: rank AUC ${area.toFixed(3)} over ${samples} known and ${samples} unknown\n`,
    )
    // Few samples scatter by 0.08: they only tell when the work is left out; the promise is held to over all of them.
    expect(Math.abs(area - 0.5)).toBeLessThanOrEqual(rounds(0.4, 0.05))
  },
  1_800_000,
)
