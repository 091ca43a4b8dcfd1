// A portal with a browser, and people in contexts of their own.
import { createServer } from 'node:net'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Config } from '#server/config.ts'
import { hashPassword } from '#server/features/auth/passwords.ts'
import type { StaffRole } from '#server/features/auth/schema.ts'
import { launchChromium } from './chromium.ts'
import { insertDeveloper, insertStaff, signIn, startPortal, type Portal } from './portal.ts'

export const password = 'a quiet lighthouse'

export interface Stage {
  browser: Browser
  portal: Portal
  /** Opens a page in a context of its own, which fails the test on a script error or a broken policy. */
  visit(path: string, viewport?: { width: number; height: number }): Promise<Page>
  /** Opens the admin as a new portal admin, signed in without the form; the tests of logging in use the form. */
  admin(firstName: string, role?: StaffRole): Promise<Page>
  /** Opens the dashboard of somebody who has an account, signed in without the form. */
  enter(accountId: string): Promise<Page>
  /** Opens the dashboard of a new developer of the default organization, whose address is confirmed. */
  developer(firstName: string, lastName?: string): Promise<Page>
  /** what pages complained about: uncaught errors and violations of the content security policy */
  complaints: string[]
  end(): Promise<void>
}

/** Starts a portal at an address of its own and a browser; mails are kept unless `mail` says otherwise. */
export async function setStage(config: Pick<Partial<Config>, 'mail'> = {}): Promise<Stage> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const portal = await startPortal({
    http: { host: '127.0.0.1', port, publicUrl: url, loopbackOnly: true, trustedProxies: [] },
    ...config,
  })
  const browser = await launchChromium()
  const passwordHash = await hashPassword(password)
  const complaints: string[] = []
  const contexts: BrowserContext[] = []

  async function visit(path: string, viewport = { width: 1440, height: 900 }, cookie?: string): Promise<Page> {
    const context = await browser.newContext({ viewport, reducedMotion: 'reduce', baseURL: url })
    const [name, value] = cookie?.split('=') ?? []
    if (name && value) await context.addCookies([{ name, value, url, httpOnly: true, sameSite: 'Lax' }])
    contexts.push(context)
    const page = await context.newPage()
    page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
    page.on('console', (message) => {
      const isPolicy = /Content Security Policy/i.test(message.text())
      if (isPolicy) complaints.push(`${page.url()}: ${message.text()}`)
    })
    await page.goto(path)
    return page
  }

  const enter = async (accountId: string) => visit('/dashboard', undefined, await signIn(portal, accountId))

  return {
    browser,
    portal,
    visit,
    complaints,
    enter,
    async admin(firstName, role = 'approver') {
      const id = await insertStaff(portal, role, firstName)
      await portal.database.sql`update accounts set password_hash = ${passwordHash} where id = ${id}`
      return visit('/admin/queue', undefined, await signIn(portal, id))
    },
    async developer(firstName, lastName = 'Lindqvist') {
      const { id } = await insertDeveloper(portal, { passwordHash })
      await portal.database.sql`
        update accounts set first_name = ${firstName}, last_name = ${lastName} where id = ${id}`
      return enter(id)
    },
    async end() {
      for (const context of contexts) await context.close()
      await browser.close()
      await portal.end()
    },
  }
}

export async function logIn(page: Page, email: string, typed = password): Promise<void> {
  await page.getByRole('textbox', { name: 'Email address' }).fill(email)
  await page.getByLabel('Password', { exact: true }).fill(typed)
  await page.getByRole('button', { name: 'Log in' }).click()
}

/** Fills in the registration form and sends it. */
export async function register(
  page: Page,
  person: { email: string; firstName: string; lastName: string },
  typed = password,
): Promise<void> {
  await page.getByLabel('Email address').fill(person.email)
  await page.getByLabel('First name').fill(person.firstName)
  await page.getByLabel('Last name').fill(person.lastName)
  await page.getByLabel('Password', { exact: true }).fill(typed)
  await page.getByLabel('Re-enter password', { exact: true }).fill(typed)
  await page.getByRole('button', { name: 'Register to developer portal' }).click()
}

/** Turns to a theme and waits for the colours: with reduced motion they still change over an instant, and what inherits them in the next. */
export async function wear(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await page.evaluate(`(async () => {
    const isRunning = () => document.getAnimations().some(({ playState }) => playState !== 'finished')
    for (let frame = 0; frame < 30 && isRunning(); frame++) await new Promise((resolve) => setTimeout(resolve, 16))
  })()`)
}

/** Presses Tab until the control of this name has the focus. */
export async function tabTo(page: Page, name: string): Promise<void> {
  const reached = () =>
    page.evaluate(() => {
      const focused = document.activeElement as (HTMLElement & { labels?: NodeListOf<HTMLElement> }) | null
      return focused?.getAttribute('aria-label') ?? focused?.labels?.[0]?.textContent ?? focused?.textContent ?? ''
    })
  for (let presses = 0; presses < 80; presses++) {
    if ((await reached()).trim() === name) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not reach “${name}”`)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}
