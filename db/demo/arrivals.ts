// `--arrivals`: strangers register, developers ask for organizations and for access, for as long as the demo runs.
import { randomInt } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type { App } from '#server/app.ts'
import { hashPassword } from '#server/features/auth/passwords.ts'
import { requestOrganization } from '#server/features/organizations/commands.ts'
import { request } from './access.ts'
import { confirm, signUp } from './acts.ts'
import { actorOf, password } from './people.ts'

const firstNames = [
  ...['Ada', 'Bruno', 'Camila', 'Davide', 'Esra', 'Fatou', 'Gustav', 'Hana', 'Ivo', 'Júlia', 'Kwame', 'Leila', 'Milan'],
  ...['Ngozi', 'Olga', 'Pedro', 'Quynh', 'Rosa', 'Selim', 'Tomoko', 'Uma', 'Viktor', 'Wei', 'Ximena', 'Yusuf', 'Zofia'],
]
const lastNames = [
  ...['Abebe', 'Bergström', 'Castillo', 'Demir', 'Eriksen', 'Fontaine', 'García', 'Horvat', 'Ishikawa', 'Jansen'],
  ...[
    'Kowalski',
    'Lopes',
    'Marković',
    'Nguyen',
    'Olsen',
    'Popescu',
    'Rahimi',
    'Silva',
    'Tamm',
    'Umarov',
    'Vargas',
    'Zhou',
  ],
]
const companies = [
  'Northpier',
  'Lumen',
  'Terrazas',
  'Kestrel',
  'Aurelia',
  'Monsoon',
  'Tidemark',
  'Juniper',
  'Saffron',
  'Quarry',
]
const trades = [
  'Freight',
  'Analytics',
  'Health',
  'Energy',
  'Studios',
  'Foods',
  'Mobility',
  'Systems',
  'Travel',
  'Robotics',
]

const oneOf = <T>(list: readonly T[]): T => list[randomInt(list.length)]!
const plain = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/[^a-z]/gi, '')
    .toLowerCase()

const purposes = ['a dashboard', 'our shop', 'a school project', 'the night shift', 'an app for our drivers']

/** One arrival: usually a registration, sometimes a request of somebody who has been let in and has no organization. */
export async function arrive(app: App, passwordHash: string): Promise<void> {
  await app.database.inTransaction(async (tx) => {
    const [developer] = await tx<{ email: string; asksAlready: boolean }[]>`
      select email_key as email, exists (
               select 1 from reviews where requester_id = accounts.id and reviews.kind = 'organization'
                  and state in ('pending', 'needs_information')) as asks_already
        from accounts join organizations on organizations.id = organization_id and is_default
       where approved_at is not null and deactivated_at is null and email_confirmed_at is not null
       order by random() limit 1`
    const what = developer ? randomInt(4) : undefined
    const name = `${oneOf(companies)} ${oneOf(trades)}`
    if (developer && !developer.asksAlready && what === 0)
      return void (await requestOrganization(tx, await actorOf(tx, developer), name))
    if (developer && what === 1) {
      const products = [oneOf(['Public Holidays', 'Colour Names', 'Fleet Tracking'])]
      const asked = { app: name, catalogue: 'Open catalogue', plan: 'Standard', products }
      return request(tx, app.keys, developer, { ...asked, reason: `For ${oneOf(purposes)}.` })
    }
    const firstName = oneOf(firstNames)
    const email = `${plain(firstName)}${randomInt(10_000)}@${plain(oneOf(companies))}.example`
    const stranger = { firstName, lastName: oneOf(lastNames), email }
    await signUp(tx, stranger, passwordHash)
    if (randomInt(2) === 0) await confirm(tx, stranger)
  })
}

/** Lets somebody arrive about every so many seconds; returns what ends it, which waits for whoever is just arriving. */
export function startArrivals(app: App, seconds: number): () => Promise<void> {
  const end = new AbortController()
  const isOver = (async () => {
    const passwordHash = await hashPassword(password)
    while (!end.signal.aborted) {
      const pause = seconds * 1000 * (0.5 + Math.random())
      await setTimeout(pause, undefined, { signal: end.signal }).catch(() => {})
      if (end.signal.aborted) return
      // An outage, or registering switched off: the next one may get through.
      await arrive(app, passwordHash).catch((error: unknown) => app.log.warn({ err: error }, 'nobody arrived'))
    }
  })()
  return () => {
    end.abort()
    return isOver
  }
}
