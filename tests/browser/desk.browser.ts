// Several admins at one queue: who reviews what, asking and answering live, and what only staff read.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inAllLooks, violations } from '#tests/setup/axe.ts'
import { insertAccessRequest } from '#tests/setup/access.ts'
import { register, setStage, type Stage } from '#tests/setup/browser.ts'
import { insertMember, insertOrganization, insertRequest } from '#tests/setup/organizations.ts'
import { insertRegistration, requestId, staffClient } from '#tests/setup/portal.ts'

let stage: Stage
let ana: Page
let ben: Page
let iris: Page

beforeAll(async () => {
  stage = await setStage()
  ana = await stage.admin('Ana')
  ben = await stage.admin('Ben')
  iris = await stage.admin('Iris', 'auditor')
})
afterAll(async () => {
  expect(stage.complaints).toEqual([])
  await stage.end()
})

const slow = { timeout: 15_000 }
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const row = (page: Page, name: string) => page.getByRole('link', { name: new RegExp(name) }).first()
async function openReview(page: Page, id: string, title: string) {
  await page.goto(`/admin/queue/${id}`)
  await page.getByRole('heading', { level: 2, name: title }).waitFor()
  await page.getByRole('heading', { name: 'Conversation' }).waitFor()
}

test('a claim is seen at once, taken over, given back, and gone with its tab', async () => {
  const { id } = await insertRegistration(stage.portal, 'Ada')
  await ben.goto('/admin/queue')
  await iris.goto('/admin/queue')
  const second = await ana.context().newPage()
  await openReview(second, id, 'Ada Lindqvist')
  await second.getByText('You are reviewing').waitFor(slow)
  for (const other of [ben, iris]) await row(other, 'Ada Lindqvist').getByText('Ana is reviewing').waitFor(slow)
  await ben.getByRole('img', { name: /Ana approver.* at the queue/ }).waitFor()

  await openReview(ben, id, 'Ada Lindqvist')
  await ben.getByText('Ana approver is reviewing').waitFor()
  // It keeps nobody from deciding.
  expect(await button(ben, 'Approve').getAttribute('aria-disabled')).toBeNull()
  await button(ben, 'Take over').click()
  await ben.getByText('You are reviewing').waitFor()
  await second.getByText('Ben approver is reviewing').waitFor(slow)
  await second.getByText('took the review over from you').waitFor(slow)
  await openReview(iris, id, 'Ada Lindqvist')
  await iris.getByText('Ben approver is reviewing').waitFor()
  for (const name of ['Take over', 'Claim', 'Release', 'Note', 'Approve'])
    expect(await button(iris, name).count()).toBe(0)

  await button(ben, 'Release').click()
  await button(ben, 'Claim').waitFor()
  await button(second, 'Claim').click()
  await ben.getByText('Ana approver is reviewing').waitFor(slow)
  await second.close()
  await button(ben, 'Claim').waitFor(slow)
  const [taken] = await stage.portal.database.sql`
    select 1 from audit_entries where subject_id = ${id} and action = 'review.taken-over'`
  expect(taken).toBeDefined()
})

/** Where the link of the newest question leads its requester. */
async function questionLink(reviewId: string): Promise<string> {
  const find = async () => {
    const [mail] = await stage.portal.database.sql<{ text: string }[]>`
      select body_text as text from mails where review_id = ${reviewId} and template = 'review-question' and state = 'sent'`
    return mail?.text.match(/https?:\/\/[^\s]+/)?.[0]
  }
  await expect.poll(find, slow).toBeDefined()
  const { pathname, search } = new URL((await find())!)
  return `${pathname}${search}`
}

const secret = 'Nobody outside may read this note.'

/** Asks and notes as one admin while another looks on. */
async function askAbout(id: string, title: string, question: string) {
  await openReview(ana, id, title)
  await openReview(ben, id, title)
  await button(ana, 'Note').click()
  await ana.getByRole('dialog').getByLabel('Note').fill(secret)
  await button(ana, 'Add note').click()
  await ben.getByText(secret).waitFor(slow)
  await ben.getByText('Only staff read this').waitFor()

  await button(ana, 'Ask for information').click()
  const dialog = ana.getByRole('dialog')
  await dialog.getByLabel('Question').fill(question)
  await dialog.getByRole('region', { name: 'Preview of the mail' }).getByText(question).waitFor(slow)
  await button(ana, 'Send').click()
  for (const admin of [ana, ben]) await admin.getByText(/^Waiting for an answer from/).waitFor(slow)
}

/** Answers on the requester's page, and sees the answer arrive on the card that stands open. */
async function answer(page: Page, question: string, said: string) {
  await page.getByText(question).waitFor(slow)
  expect(await page.content()).not.toContain(secret)
  await page.getByLabel('Your answer').fill(said)
  await button(page, 'Send answer').dblclick()
  await page.getByText(/Your answer has been sent/).waitFor(slow)
  for (const admin of [ana, ben]) {
    await admin.getByText(said).waitFor(slow)
    await button(admin, 'Ask for information').waitFor()
  }
  const answers = await stage.portal.database
    .sql`select 1 from review_messages where kind = 'answer' and body = ${said}`
  expect(answers).toHaveLength(1)
}

/** What the server tells a page, as it comes. */
function overhear(page: Page): () => string {
  let heard = ''
  page.on(
    'response',
    (response) =>
      void response.text().then(
        (text) => (heard += text),
        () => undefined,
      ),
  )
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => (heard += payload.toString())))
  return () => heard
}

test('an applicant is asked on the page that stands open, and answers by the mail’s link from elsewhere', async () => {
  const email = 'bea@nordpay.example'
  const home = await stage.visit('/auth/register')
  const heard = overhear(home)
  await register(home, { email, firstName: 'Bea', lastName: 'Moe' })
  await home.waitForURL('**/auth/register/status')
  const [review] = await stage.portal.database.sql<{ id: string }[]>`
    select id from reviews where facts ->> 'email' = ${email}`
  await askAbout(review!.id, 'Bea Moe', 'Which company do you work for?')
  await home.getByText('Which company do you work for?').waitFor(slow)

  const elsewhere = await stage.visit(await questionLink(review!.id))
  await answer(elsewhere, 'Which company do you work for?', 'For Nordpay, in payments.')
  await home.getByText('We have your request').waitFor(slow)
  expect(heard()).toContain('Which company')
  expect(heard()).not.toContain(secret)
})

test('who asked for an organization is asked and answers on the page of the request', async () => {
  const asked = await insertRequest(stage.portal, 'Moe Rockets')
  const page = await stage.enter(asked.id)
  const heard = overhear(page)
  await page.goto('/organization/new')
  await page.getByText('Your organization request is still pending').waitFor()
  await askAbout(asked.review.id, 'Moe Rockets', 'Where is it registered?')
  await page.getByText('Where is it registered?').waitFor(slow)
  await page.goto(await questionLink(asked.review.id))
  await answer(page, 'Where is it registered?', 'In Bergen.')
  expect(heard()).not.toContain(secret)
})

test('who asked for access answers on the app’s page; a teammate reads the question and cannot', async () => {
  const { id } = await insertOrganization(stage.portal, 'Nordpay')
  const maria = await insertMember(stage.portal, id, 'super_admin')
  const mate = await insertMember(stage.portal, id)
  const { appId, reviewId } = await insertAccessRequest(stage.portal, { name: 'Till', ownerId: maria.id })
  const page = await stage.enter(maria.id)
  const heard = overhear(page)
  const other = await stage.enter(mate.id)
  for (const one of [page, other]) {
    await one.goto(`/apps/${appId}`)
    await one.getByRole('heading', { name: 'Pending access' }).waitFor()
  }
  await askAbout(reviewId, 'Till', 'How many calls a day?')
  await other.getByText('How many calls a day?').waitFor(slow)
  expect(await other.getByLabel('Your answer').count()).toBe(0)
  await page.getByText('How many calls a day?').waitFor(slow)
  await page.goto(await questionLink(reviewId))
  await answer(page, 'How many calls a day?', 'About forty.')
  await other.getByText('How many calls a day?').waitFor({ state: 'hidden', ...slow })
  expect(heard()).not.toContain(secret)
})

test('a rejection starts from a preset reason, shows its mail, and keeps its note', async () => {
  const { id } = await insertRegistration(stage.portal, 'Cleo')
  await openReview(ana, id, 'Cleo Lindqvist')
  await openReview(ben, id, 'Cleo Lindqvist')
  await button(ana, 'Reject').click()
  const dialog = ana.getByRole('dialog')
  await dialog.getByLabel('Start from').selectOption({ index: 2 })
  const reason = await dialog.getByLabel('Reason', { exact: true }).inputValue()
  await dialog.getByRole('region', { name: 'Preview of the mail' }).getByText(reason).waitFor(slow)
  await dialog.getByLabel('Note for the team').fill('Seen at the fair.')
  await dialog.getByRole('button', { name: 'Reject', exact: true }).click()
  await ben.getByText('Seen at the fair.').waitFor(slow)
  const [mail] = await stage.portal.database.sql<{ facts: object }[]>`
    select facts from mails where review_id = ${id} and template = 'registration-rejected'`
  expect(mail!.facts).toMatchObject({ reason })
  expect(JSON.stringify(mail!.facts)).not.toContain('Seen at the fair.')
})

test('the pane and its dialogs are accessible and fit at every width, in light and dark', async () => {
  const { id } = await insertRegistration(stage.portal, 'Dora')
  await openReview(ben, id, 'Dora Lindqvist')
  await openReview(ana, id, 'Dora Lindqvist')
  await button(ana, 'Note').click()
  await ana.getByRole('dialog').getByLabel('Note').fill('A note.')
  await button(ana, 'Add note').click()
  await ana.getByText('Only staff read this').waitFor(slow)
  await inAllLooks(ana, async ({ name: at, rules }) => {
    expect(await violations(ana, '.split-detail', rules), at).toEqual([])
    for (const name of ['Note', 'Reject', 'Ask for information']) {
      await button(ana, name).click()
      const dialog = ana.getByRole('dialog')
      await dialog.waitFor()
      if (name === 'Reject') await dialog.getByLabel('Start from').waitFor()
      expect(await violations(ana, 'dialog[open]', rules), `${name} at ${at}`).toEqual([])
      await dialog.press('Escape')
    }
  })
}, 180_000)

test('the question on the requester’s page is accessible and fits at every width, in light and dark', async () => {
  const asked = await insertRequest(stage.portal, 'Moe Shipyards')
  const staff = await staffClient(stage.portal, 'approver')
  const question = 'Where is it registered, and since when?'
  await staff.admin.reviews.ask.mutate({ id: asked.review.id, version: 1, requestId: requestId(), question })
  const page = await stage.enter(asked.id)
  await page.goto('/organization/new')
  await page.getByText(question).waitFor(slow)
  await button(page, 'Send answer').click()
  await inAllLooks(page, async ({ name, rules }) => expect(await violations(page, 'main', rules), name).toEqual([]))
}, 120_000)
