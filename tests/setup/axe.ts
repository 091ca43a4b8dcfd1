// Accessibility as far as axe can tell, and whether a page fits its window.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { wear } from './browser.ts'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const everyRule = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** What the theme may break: colours alone. */
export const colourRules = ['color-contrast', 'link-in-text-block']

/** What axe finds in a part of the page. The viewer of OpenAPI documents is somebody else's. */
export async function violations(page: Page, part = 'html', runOnly = everyRule): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(source)
  const context = { include: [part], exclude: ['.specification-viewer'] }
  const options = { runOnly, resultTypes: ['violations'] }
  const results = (await page.evaluate(`axe.run(${JSON.stringify(context)}, ${JSON.stringify(options)})`)) as AxeResults
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
}

/** `part`: what is looked at; what stands around it is looked at with the other pages. */
export async function expectAccessible(page: Page, what: string, part?: string): Promise<void> {
  expect(await violations(page, part), what).toEqual([])
}

/** One way in which a page is shown. */
interface Look {
  /** for the message of what fails */
  name: string
  width: number
  /** what can be wrong in it that is not in the others: what depends on the theme does not depend on the width */
  rules: string[]
}

/** Shows the page at every width in light and in dark; nothing may be wider than the window. */
export async function inAllLooks(page: Page, look: (at: Look) => Promise<void>): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await wear(page, theme)
    for (const width of theme === 'light' ? [320, 768, 1280] : [320, 1280]) {
      await page.setViewportSize({ width, height: 900 })
      await look({ name: `${width} px, ${theme}`, width, rules: theme === 'light' ? everyRule : colourRules })
      expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), `at ${width}`).toBe(false)
    }
  }
}
