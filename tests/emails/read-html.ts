// Reads a mail as a mail program would.
interface JsdomModule {
  JSDOM: new () => { window: { DOMParser: typeof DOMParser } }
}

// One window for all: its parser alone applies no styles, which would take a hundred times as long.
const { JSDOM } = (await import('jsdom' as string)) as JsdomModule
const parser = new new JSDOM().window.DOMParser()

export interface ReadMail {
  title: string
  /** what a person sees, in one line */
  words: string
  links: { name: string; href: string }[]
  /** every element with the names of its attributes: what a fact must not be able to change */
  structure: string[]
}

export function readHtml(html: string): ReadMail {
  const document = parser.parseFromString(html, 'text/html')
  const links = [...document.getElementsByTagName('a')].map((link) => ({
    name: oneLine(link.textContent),
    href: link.getAttribute('href') ?? '',
  }))
  const structure = [...document.getElementsByTagName('*')]
    .filter(({ tagName }) => tagName !== 'BR')
    .map((element) => [element.tagName, ...element.getAttributeNames()].join(' '))
  for (const unseen of [...document.getElementsByTagName('style')]) unseen.remove()
  for (const lineBreak of [...document.getElementsByTagName('br')]) lineBreak.replaceWith('\n')
  return { title: document.title, words: oneLine(document.body.textContent), links, structure }
}

export const oneLine = (text: string | null) => (text ?? '').replace(/\s+/g, ' ').trim()
