// Pictures of the gallery for the eye, and axe over each: node tests/client/gallery/shots.ts [folder] [view …]
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type Axe from 'axe-core'
import { chromium } from 'playwright-core'
import { createServer } from 'vite'

const [folder = '/tmp/gallery', ...wanted] = process.argv.slice(2)
const views = wanted.length > 0 ? wanted : ['parts', 'parts&dialog', 'states', 'queue', 'queue&closed', 'app', 'form']
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

mkdirSync(folder, { recursive: true })
const here = fileURLToPath(new URL('.', import.meta.url))
const vite = await createServer({
  configFile: fileURLToPath(new URL('../../../vite.config.ts', import.meta.url)),
  root: here,
  publicDir: fileURLToPath(new URL('../../../client/public', import.meta.url)),
  cacheDir: '/tmp/gallery-vite',
  server: { port: 0, hmr: false, fs: { strict: false } },
  logLevel: 'warn',
})
await vite.listen()
const origin = vite.resolvedUrls?.local[0] ?? ''
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
let violations = 0

for (const theme of ['light', 'dark']) {
  for (const width of [1440, 820, 390]) {
    const page = await browser.newPage({ viewport: { width, height: width === 390 ? 844 : 900 } })
    page.on('console', (message) => message.type() === 'error' && console.log('console:', message.text()))
    page.on('pageerror', (error) => console.log('error:', error.message))
    for (const view of views) {
      await page.goto(`${origin}?theme=${theme}&view=${view}`)
      await page.waitForSelector('h1', { state: 'attached' })
      await page.evaluate(() => document.fonts.ready)
      await page.waitForTimeout(500)
      await page.screenshot({ path: `${folder}/${view.replace('&', '-')}-${width}-${theme}.png` })
      await page.evaluate(axe)
      const found = await page.evaluate(async () => {
        const { axe } = window as unknown as { axe: typeof Axe }
        const results = await axe.run(document, { resultTypes: ['violations'] })
        return results.violations.map(
          (one) => `${one.id}: ${one.help} — ${one.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
        )
      })
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
      if (wide) found.push('the page scrolls sideways')
      for (const one of found) console.log(`${view} ${width} ${theme}: ${one}`)
      violations += found.length
    }
    await page.close()
  }
}
console.log(`${violations} violations`)
await browser.close()
await vite.close()
