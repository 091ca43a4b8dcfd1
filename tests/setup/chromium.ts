// Finding a Chromium, and starting it with nothing but pages in it.
import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

/** The first one is a Chromium without windows, which takes a third less of the processor. */
const places = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
]

/** Finds a Chromium: CHROMIUM_PATH, the system's, Playwright's. */
function findChromium(): string {
  const own = (() => {
    try {
      return chromium.executablePath()
    } catch {
      return ''
    }
  })()
  const found = [process.env.CHROMIUM_PATH ?? '', ...places, own].find((path) => path && existsSync(path))
  if (!found) {
    throw new Error(
      'The browser tests need a Chromium. Install one (Debian: apt-get install chromium; anywhere: npx playwright-core install chromium) or set CHROMIUM_PATH.',
    )
  }
  return found
}

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // The popup of the address bar is a page of its own in every window, and costs twice what ours do: ten windows took 12 s of
  // the processor, 4 s without it.
  '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup',
]

export function launchChromium(...more: string[]): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), args: [...args, ...more] })
}
