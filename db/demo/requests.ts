// What waits in the queue of the demo, and what was decided before.
import type { Tx } from '#db/database.ts'
import { addToCart } from '#server/features/cart/commands.ts'
import { requestOrganization, withdrawRequest } from '#server/features/organizations/commands.ts'
import { saveSettings } from '#server/features/settings/commands.ts'
import { findSettings } from '#server/features/settings/queries.ts'
import type { SettingsInput } from '#server/features/settings/schema.ts'
import { confirm, reject, signUp } from './acts.ts'
import { codes } from './companies.ts'
import { actorOf, applicants, independent, staff, type Person } from './people.ts'
import { daysAgo, minutesAgo, type Story } from './story.ts'

/** The owner changes settings; the others stay. */
export async function changeSettings(tx: Tx, change: Partial<SettingsInput>): Promise<void> {
  const { version, portalName, registerEnabled, signInEnabled, autoApproveRegistrations, undoSeconds } =
    await findSettings(tx)
  const kept = { version, portalName, registerEnabled, signInEnabled, autoApproveRegistrations, undoSeconds }
  await saveSettings(tx, await actorOf(tx, staff.marta), { ...kept, ...change })
}

export function addRequests(story: Story): void {
  addRegistrations(story)
  addOrganizationRequests(story)
  const { elena } = independent
  for (const [index, name] of ['Fleet Tracking', 'Colour Names'].entries())
    story.at(minutesAgo(95 - index), (tx) => fillCart(tx, elena, name))
}

function addRegistrations(story: Story): void {
  const { dmitri, max, nadia, bianca, tariq, oskar, freja, lucas, yara } = applicants
  const apply = (who: Person, at: Date, code?: string) =>
    story.at(at, (tx) => signUp(tx, who, story.passwordHash, code))

  apply(max, daysAgo(26, '03:14'))
  story.at(daysAgo(26, '08:40'), (tx) => reject(tx, max, 'registration', 'We could not find a company of this name.'))
  apply(nadia, daysAgo(9, '19:02'))
  story.at(daysAgo(8, '08:15'), (tx) =>
    reject(tx, nadia, 'registration', 'Please register with the address of your company.'),
  )
  // Rejected once, here again.
  apply(dmitri, daysAgo(13, '18:30'))
  story.at(daysAgo(12, '08:05'), (tx) =>
    reject(tx, dmitri, 'registration', 'Please tell us what you want to build, and register again.'),
  )
  apply(dmitri, minutesAgo(245))

  apply(bianca, daysAgo(3, '15:41'))
  story.at(daysAgo(3, '15:44'), (tx) => confirm(tx, bianca))
  apply(tariq, daysAgo(1, '13:12'), codes.baobab)
  // For a day addresses had to be confirmed first; one of them never was.
  story.at(daysAgo(2, '07:00'), (tx) => changeSettings(tx, { requiresConfirmedEmail: true }))
  apply(oskar, daysAgo(2, '11:37'))
  story.at(daysAgo(2, '17:00'), (tx) => changeSettings(tx, { requiresConfirmedEmail: false }))

  apply(freja, minutesAgo(130))
  story.at(minutesAgo(126), (tx) => confirm(tx, freja))
  apply(lucas, minutesAgo(26))
  apply(yara, minutesAgo(6))
}

function addOrganizationRequests(story: Story): void {
  const { ravi, chloe, omar, grace, hannah } = independent
  const ask = (who: Person, at: Date, name: string) =>
    story.at(at, async (tx) => requestOrganization(tx, await actorOf(tx, who), name))

  ask(ravi, daysAgo(15, '10:10'), 'API Testing')
  story.at(daysAgo(15, '12:30'), (tx) =>
    reject(tx, ravi, 'organization', 'An organization is a company. To try things out you need none.'),
  )
  ask(chloe, daysAgo(7, '09:00'), 'Atelier Dubois')
  story.at(daysAgo(7, '09:20'), (tx) => withdraw(tx, chloe))

  // Looks like Halvorsen Logistics, which is there.
  ask(omar, daysAgo(1, '16:05'), 'Halvorsen Logistic')
  ask(hannah, minutesAgo(310), 'Weiss & Werk')
  ask(grace, minutesAgo(48), 'Seoul Signal')
}

async function withdraw(tx: Tx, who: Person): Promise<void> {
  const actor = await actorOf(tx, who)
  const [open] = await tx<{ id: string }[]>`
    select id from reviews where requester_id = ${actor.accountId} and kind = 'organization' and state = 'pending'`
  await withdrawRequest(tx, actor, open!.id)
}

async function fillCart(tx: Tx, who: Person, productName: string): Promise<void> {
  const [offer] = await tx<{ catalogueId: string; productId: string }[]>`
    select catalogue_id, product_id
      from catalogue_products join products on products.id = product_id join catalogues on catalogues.id = catalogue_id
     where products.name = ${productName} and visibility = 'public'`
  await addToCart(tx, await actorOf(tx, who), offer!)
}
