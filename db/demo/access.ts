// Apps of the demo, with what they asked for: keys in every state, and requests that wait.
import { randomUUID } from 'node:crypto'
import type { Tx } from '#db/database.ts'
import { requestAccess } from '#server/features/access/commands.ts'
import { issueCredential, rotateCredential } from '#server/features/credentials/commands.ts'
import { noteUse } from '#server/features/verification/queries.ts'
import type { Keys } from '#server/keys.ts'
import { approve, reject } from './acts.ts'
import { actorOf, baobab, halvorsen, independent, kitano, type Person } from './people.ts'
import { daysAgo, minutesAgo, type Story } from './story.ts'

interface Asked {
  app: string
  about?: string
  redirectUrls?: string[]
  catalogue: string
  plan: string
  products: string[]
  reason?: string
}

export function addAccess(story: Story): void {
  const { keys } = story
  const ask = (who: Person, at: Date, asked: Asked) => story.at(at, (tx) => request(tx, keys, who, asked))
  const yes = (who: Person, at: Date, planName?: string) => story.at(at, (tx) => grant(tx, keys, who, planName))

  ask(halvorsen.ingrid, daysAgo(14, '09:20'), {
    app: 'Fleet cockpit',
    about: 'Where our lorries are, on the wall of the dispatch room.',
    redirectUrls: ['https://cockpit.halvorsen.example/callback'],
    catalogue: 'Open catalogue',
    plan: 'Standard',
    products: ['Fleet Tracking', 'Public Holidays'],
    reason: 'Shows forty dispatchers where lorries are and which depots are closed. About 300,000 calls a month.',
  })
  yes(halvorsen.ingrid, daysAgo(14, '10:45'))
  ask(halvorsen.mikkel, daysAgo(9, '13:05'), {
    app: 'Dispatch board',
    catalogue: 'Open catalogue',
    plan: 'Sandbox',
    products: ['Fleet Tracking', 'Webhook Inbox'],
  })
  ask(halvorsen.petra, minutesAgo(185), {
    app: 'Night shift bot',
    about: 'Texts the driver on call.',
    catalogue: 'Business catalogue',
    plan: 'Standard',
    products: ['SMS Messages'],
    reason: 'Texts one driver a night when a cold store warms up. A few hundred messages a month.',
  })

  ask(kitano.arjun, daysAgo(8, '06:40'), {
    app: 'Settlement sync',
    about: 'Books card settlements of 214 shops each morning.',
    redirectUrls: ['https://settlement.kitano.example/oauth'],
    catalogue: 'Partner catalogue',
    plan: 'Partner',
    products: ['Bank Feeds', 'Fixed Assets'],
    reason: 'As agreed with Marta in our call of last week.',
  })
  yes(kitano.arjun, daysAgo(8, '07:55'))
  ask(kitano.haruka, daysAgo(6, '02:10'), {
    app: 'Opening hours',
    catalogue: 'Open catalogue',
    plan: 'Standard',
    products: ['Public Holidays'],
    reason: 'To show when our shops in Canada are closed.',
  })
  yes(kitano.haruka, daysAgo(6, '08:20'), 'Sandbox')
  ask(kitano.meilin, minutesAgo(52), {
    app: 'Ledger mirror',
    about: 'A second ledger, to compare.',
    catalogue: 'Partner catalogue',
    plan: 'Partner',
    products: ['Bank Feeds'],
    reason: 'Reads what Settlement sync writes, for the auditors.',
  })

  ask(baobab.amina, daysAgo(7, '10:30'), {
    app: 'Repayment reminders',
    catalogue: 'Business catalogue',
    plan: 'Standard',
    products: ['SMS Messages'],
    reason: 'Reminders.',
  })
  story.at(daysAgo(7, '14:05'), (tx) =>
    reject(tx, baobab.amina, 'access', 'Please tell us how people agree to these messages, and ask again.'),
  )
  ask(baobab.kofi, daysAgo(1, '07:50'), {
    app: 'Wallet ledger',
    about: 'Balances of the wallet.',
    catalogue: 'Partner catalogue',
    plan: 'Partner',
    products: ['Bank Feeds', 'SMS Messages'],
    reason: 'Feeds the wallet’s balances, and texts who has been paid. 20 requests a second at noon.',
  })

  ask(independent.elena, daysAgo(10, '18:25'), {
    app: 'Harbour map',
    about: 'Ferries, and whether they sail today.',
    catalogue: 'Open catalogue',
    plan: 'Sandbox',
    products: ['Public Holidays', 'Galaxy Sandbox'],
  })
  story.at(daysAgo(1, '20:15'), (tx) => rotate(tx, keys, independent.elena))
  ask(independent.mateo, daysAgo(12, '09:40'), {
    app: 'Palette',
    catalogue: 'Open catalogue',
    plan: 'Event weekend',
    products: ['Colour Names'],
  })
  ask(independent.hannah, minutesAgo(18), {
    app: 'Werkplan',
    about: 'Plans shifts for small workshops.',
    redirectUrls: ['https://werkplan.weisswerk.example/callback'],
    catalogue: 'Open catalogue',
    plan: 'Standard',
    products: ['Public Holidays', 'Fleet Tracking'],
    reason: 'Our beta had 40 workshops; in January we open it to all.',
  })

  for (const [app, minutes] of Object.entries({ 'Settlement sync': 8, 'Harbour map': 5, 'Fleet cockpit': 4 }))
    story.at(minutesAgo(minutes), async (tx) => noteUse(tx, await findKeys(tx, app)))
}

/** Sends off what a section of the cart would: the plan as it is, an app of its own. */
export async function request(tx: Tx, keys: Keys, who: Pick<Person, 'email'>, asked: Asked): Promise<void> {
  const [offer] = await tx<{ catalogueId: string; planId: string; version: number; productIds: string[] }[]>`
    select catalogue_id, plans.id as plan_id, plans.version,
           array(select id from products where name = any(${asked.products})) as product_ids
      from catalogue_plans join plans on plans.id = plan_id join catalogues on catalogues.id = catalogue_id
     where catalogues.name = ${asked.catalogue} and plans.name = ${asked.plan}`
  if (!offer) throw new Error(`${asked.catalogue} has no plan ${asked.plan}`)
  await requestAccess(tx, await actorOf(tx, who), keys, {
    requestId: randomUUID(),
    catalogueId: offer.catalogueId,
    plan: { id: offer.planId, version: offer.version },
    productIds: offer.productIds,
    app: { name: asked.app, description: asked.about ?? '', redirectUrls: asked.redirectUrls ?? [] },
    reason: asked.reason ?? '',
  })
}

/** Approves what somebody asked for; nothing of the story can be undone, so its key is there at once. */
async function grant(tx: Tx, keys: Keys, who: Person, planName?: string): Promise<void> {
  const requestId = await approve(tx, who, 'access', { planName })
  await issueCredential(tx, keys, requestId)
}

async function rotate(tx: Tx, keys: Keys, who: Person): Promise<void> {
  const actor = await actorOf(tx, who)
  const [held] = await tx<{ id: string; version: number }[]>`
    select credentials.id, credentials.version from credentials join apps on apps.id = app_id where owner_id = ${actor.accountId}`
  await rotateCredential(tx, actor, keys, { ...held!, overlapHours: 168 })
}

async function findKeys(tx: Tx, app: string): Promise<string[]> {
  const keys = await tx<{ id: string }[]>`
    select credential_keys.id from credential_keys
      join credentials on credentials.id = credential_id join apps on apps.id = app_id where apps.name = ${app}`
  return keys.map(({ id }) => id)
}
