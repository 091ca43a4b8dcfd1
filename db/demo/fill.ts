// Fills an empty Gatehouse with the demo, once, through the commands that people's clicks run.
import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type { App } from '#server/app.ts'
import { renameOrganization } from '#server/features/organizations/commands.ts'
import { createFirstOwner } from '#server/features/setup/commands.ts'
import { inviteStaff } from '#server/features/staff/commands.ts'
import { addAccess } from './access.ts'
import { accept } from './acts.ts'
import { addCompanies } from './companies.ts'
import { markBegun, markFilled, readMark } from './mark.ts'
import { addNewcomers } from './newcomers.ts'
import { addOffer } from './offer.ts'
import { actorOf, password, provider, staff } from './people.ts'
import { addRequests, changeSettings } from './requests.ts'
import { createStory, daysAgo, minutesAgo, type Story } from './story.ts'

/** Mails of the story leave while it is told; the last of them must have, before it is moved to its past. */
const mailSecondsMax = 10

/** Does nothing when it was done before. */
export async function fillDemo(app: App): Promise<void> {
  if ((await readMark(app.database.sql)) !== 'none') return
  await app.database.inTransaction(markBegun)
  const story = await createStory(app, password)
  openPortal(story)
  addOffer(story)
  addCompanies(story)
  addNewcomers(story)
  addRequests(story)
  addAccess(story)
  // Decisions of the story stand at once; those of whoever looks at it can be undone.
  story.at(minutesAgo(3), (tx) => changeSettings(tx, { undoSeconds: 10 }))
  await story.tell()
  await mailsLeft(app)
  await app.database.inTransaction(async (tx) => {
    await story.settle(tx)
    await markFilled(tx)
  })
}

/** The provider's own people, and a name over the door. */
function openPortal(story: Story): void {
  const { marta, ...others } = staff
  story.at(daysAgo(36, '08:00'), (tx) => createFirstOwner(tx, marta, story.passwordHash))
  story.at(daysAgo(36, '08:10'), (tx) =>
    changeSettings(tx, { portalName: provider, senderName: provider, invitationDays: 14, undoSeconds: 0 }),
  )
  story.at(daysAgo(36, '08:15'), async (tx) => {
    const [home] = await tx<{ id: string; version: number }[]>`select id, version from organizations where is_default`
    await renameOrganization(tx, await actorOf(tx, marta), { ...home!, name: 'Independents' })
  })
  for (const [index, one] of Object.values(others).entries()) {
    story.at(daysAgo(36, `08:3${index}`), async (tx) =>
      inviteStaff(tx, await actorOf(tx, marta), { requestId: randomUUID(), ...one }),
    )
    story.at(daysAgo(36, `10:1${index}`), (tx) => accept(tx, one, story.passwordHash))
  }
}

async function mailsLeft(app: App): Promise<void> {
  for (let waited = 0; waited < mailSecondsMax; waited += 0.1) {
    const [open] = await app.database.sql`select 1 from mails where state in ('waiting', 'sending') limit 1`
    if (!open) return
    await setTimeout(100)
  }
}
