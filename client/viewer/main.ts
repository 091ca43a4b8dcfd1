// The page that shows one API's OpenAPI document with Scalar, for the frame of the portal's API specification. Scalar is somebody
// else's code and shows somebody else's document, so it has a page and a content security policy of its own: server/http/files.ts.
import '#client/ui/theme.css'
import '#client/ui/fonts.css'
import './viewer.css'
import { words } from '#client/words/viewer.ts'
import { loadDocument } from './load-document.ts'

const [, apiId = ''] = /^\/viewer\/([^/]+)/.exec(location.pathname) ?? []
const place = document.getElementById('viewer')!

/** Says something in place of the document. */
function say(text: string, ...more: (Node | string)[]): void {
  const line = document.createElement('p')
  line.className = 'viewer-notice'
  line.setAttribute('role', 'status')
  line.append(text, ...more)
  place.replaceChildren(line)
}

function sayFailed(): void {
  const link = document.createElement('a')
  link.href = `/documents/${apiId}?download`
  link.textContent = words.download
  say(words.failed, ' ', link)
}

async function show(): Promise<void> {
  say(words.loading)
  const loaded = await loadDocument(apiId)
  if (!loaded) return say(words.notFound)
  document.title = loaded.title || words.title
  const { showReference } = await import('./show-reference.ts')
  await showReference(place, loaded)
}

show().catch((error: unknown) => {
  console.error(error)
  sayFailed()
})
