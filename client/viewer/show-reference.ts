// Scalar, set up to stay at home: no proxy, no telemetry, no fonts, no assistant, no links into its own products.
import { createApiReference } from '@scalar/api-reference'
import { followTheme } from '#client/lib/theme.ts'
import { operationsOf } from '#server/features/documents/rules.ts'
import type { LoadedDocument } from './load-document.ts'

const slug = 'api'

/** Shows the document, and the operation that the address names, in place of what is there. Rejects when Scalar cannot. */
export function showReference(place: HTMLElement, { title, content }: LoadedDocument): Promise<void> {
  const anchors = anchorsOf(content)
  takeNoFocus()
  followAddress(anchors)
  followTheme()
  followColors()
  const reference = document.createElement('div')
  const notices = [...place.children]
  place.append(reference)
  return new Promise((resolve, reject) => {
    const { app: vueApp } = createApiReference({
      slug,
      title,
      content,
      theme: 'none',
      withDefaultFonts: false,
      telemetry: false,
      agent: { disabled: true },
      mcp: { disabled: true },
      showDeveloperTools: 'never',
      hideClientButton: true,
      hideDarkModeToggle: true,
      documentDownloadType: 'none',
      persistAuth: false,
      generateTagSlug: ({ name = '' }) => tagSlug(name),
      generateOperationSlug: ({ method, path }) => anchors.slugOf(method, path),
      setPageTitle: () => title,
      onLoaded() {
        for (const notice of notices) notice.remove()
        resolve()
      },
    })
    const app = vueApp as unknown as VueApp
    app.config.errorHandler = (error) => {
      console.error(error)
      reject(error as Error)
    }
    app.mount(reference)
  })
}

/** Scalar focuses the operation that it goes to; that shall not take the focus out of the page around the frame. */
function takeNoFocus(): void {
  const { focus } = HTMLElement.prototype
  HTMLElement.prototype.focus = function (options) {
    if (document.hasFocus()) focus.call(this, options)
  }
}

/** What we use of Vue's application, whose own types ask for Vue to be a dependency of ours. */
interface VueApp {
  config: { errorHandler?: (error: unknown) => void }
  mount(place: HTMLElement): void
}

interface Anchors {
  slugOf(method: string, path: string): string
  /** the fragment that Scalar knows an operation by */
  fragmentOf(position: number): string | undefined
}

const tagSlug = (name: string) => encodeURIComponent(name).replaceAll('%', '_')

function anchorsOf(content: Record<string, unknown>): Anchors {
  const operations = operationsOf(content)
  const positions = new Map(operations.map(({ method, path }, position) => [`${method} ${path}`, position]))
  return {
    slugOf: (method, path) => `operation-${positions.get(`${method.toLowerCase()} ${path}`) ?? path}`,
    fragmentOf(position) {
      const tags = operations[position]?.operation.tags as unknown
      if (!operations[position]) return undefined
      const tag = Array.isArray(tags) ? (tags[0] as unknown) : undefined
      return `${typeof tag === 'string' ? `tag/${tagSlug(tag)}/` : ''}operation-${position}`
    },
  }
}

/** Translates `#op=<position>` into Scalar's own fragments, now and whenever the address changes; ahead of Scalar's listener. */
function followAddress(anchors: Anchors): void {
  const translate = () => {
    const [, position] = /^#op=(\d+)$/.exec(location.hash) ?? []
    const fragment = position && anchors.fragmentOf(Number(position))
    if (!fragment) return
    history.replaceState(history.state, '', `#${fragment}`)
    insist(fragment)
  }
  translate()
  window.addEventListener('popstate', translate)
}

/** the person does something */
const acts = ['wheel', 'touchmove', 'pointerdown', 'keydown']
const insistMs = 1_000
const insistTimesMax = 30
/** px: less of an operation than this is none of it */
const insistMargin = 24
let stopInsisting = () => {}

/**
 * Asks Scalar for an operation until it is in view, or the person moves: it gives up after three seconds, which a slow device
 * needs for more than that, and what it does for an operation that was asked for a moment before may scroll this one away.
 */
function insist(fragment: string): void {
  stopInsisting()
  let times = 0
  let timesInView = 0
  const look = () => {
    const top = document.getElementById(`${slug}/${fragment}`)?.getBoundingClientRect().top
    const isInView = top !== undefined && top > -insistMargin && top < window.innerHeight - insistMargin
    timesInView = isInView ? timesInView + 1 : 0
    if (timesInView === 2 || ++times > insistTimesMax) return stopInsisting()
    if (isInView) return
    history.replaceState(history.state, '', `#${fragment}`)
    window.dispatchEvent(new PopStateEvent('popstate', { state: history.state as unknown }))
  }
  const looking = setInterval(look, insistMs)
  const listening = new AbortController()
  stopInsisting = () => (clearInterval(looking), listening.abort())
  for (const act of acts)
    window.addEventListener(act, () => stopInsisting(), { signal: listening.signal, passive: true })
}

/** Scalar tells light from dark by classes, ours by the document element: a choice, or else the device. */
function followColors(): void {
  const device = matchMedia('(prefers-color-scheme: dark)')
  const apply = () => {
    const chosen = document.documentElement.dataset.theme
    const isDark = chosen ? chosen === 'dark' : device.matches
    const isRight = document.body.classList.contains('dark-mode') === isDark
    document.body.classList.toggle('dark-mode', isDark)
    document.body.classList.toggle('light-mode', !isDark)
    return isRight
  }
  device.addEventListener('change', apply)
  const observer = new MutationObserver(() => apply())
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  // Scalar sets its own idea of it while it starts.
  observer.observe(document.body, { attributeFilter: ['class'] })
  apply()
}
