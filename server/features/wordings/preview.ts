// What a wording would say that nobody has published: what is wrong with it, and the mail with samples or a real mail's facts.
import { checkLayout, checkWording } from '#emails/check.ts'
import { renderMail, WordingError, type RenderedMail } from '#emails/render.ts'
import { sampleFacts } from '#emails/samples.ts'
import type { LayoutSource, TemplateName, WordingProblem } from '#emails/wording.ts'
import type { App } from '#server/app.ts'
import { plainLinks } from '#server/features/emails/links.ts'
import { refuse } from '#server/refusals.ts'
import { showLogo } from './logo.ts'
import { findLetterhead, findStoredFacts } from './queries.ts'
import type { FramedInput, PreviewInput, WordingPreview } from './schema.ts'
import { brandOf, type Draft } from './write.ts'

type Draftable = Pick<PreviewInput, 'name' | 'source' | 'around'>

/** The mail that an author looks at: of a layout the one that it is shown around. */
export const templateOf = ({ name, around }: Draftable): TemplateName =>
  name === 'layout' ? (around ?? 'registration-approved') : name

export const draftOf = ({ name, source }: Draftable): Draft =>
  name === 'layout' ? { layout: source } : { wording: source }

/** Finds what is wrong with a source; a mail is checked within this layout. */
export const findProblems = ({ name, source }: Draftable, layout: LayoutSource | null): Promise<WordingProblem[]> =>
  name === 'layout' ? checkLayout(source) : checkWording(name, source, layout)

export const isError = ({ severity }: WordingProblem): boolean => severity === 'error'

/** Says what is wrong with a wording, and unless that is an error what the mail would say. @throws NOT_FOUND the mail */
export async function previewWording(app: App, input: PreviewInput): Promise<WordingPreview> {
  const { problems, mail } = await tryOut(app, input)
  return { problems, shown: mail && { subject: mail.subject, preview: mail.preview, text: mail.text } }
}

/** Writes the HTML of a wording as it looks on a machine that likes it light or dark; null while it has errors. */
export async function frameWording(app: App, { scheme, ...input }: FramedInput): Promise<string | null> {
  const { mail, logoId } = await tryOut(app, input)
  return mail && wear(await showLogo(app.database.sql, mail.html, logoId), scheme)
}

interface Tried {
  problems: WordingProblem[]
  mail: RenderedMail | null
  logoId: string | null
}

async function tryOut(app: App, input: PreviewInput): Promise<Tried> {
  const template = templateOf(input)
  const stored = await findLetterhead(app.database.sql, template)
  const letterhead = { ...stored, ...input.brand }
  const { portalName, wording, layout, logoId } = letterhead
  const problems = await findProblems(input, layout)
  const facts = { ...sampleFacts[template], ...(await findFacts(app, template, input.mailId)), portalName }
  if (problems.some(isError)) return { problems, mail: null, logoId }
  try {
    const custom = { wording, layout, ...draftOf(input) }
    return {
      problems,
      mail: await renderMail(template, facts as never, brandOf(letterhead), custom, 'authors'),
      logoId,
    }
  } catch (error) {
    // What the samples did not show: with this mail's facts it grows too big, say.
    if (!(error instanceof WordingError)) throw error
    return { problems: [...problems, ...error.problems], mail: null, logoId }
  }
}

/** The facts of a mail that was written already. A token is in none of them: of links that have one, the sample's is shown. */
async function findFacts(app: App, template: TemplateName, mailId: string | null): Promise<object> {
  if (mailId === null) return {}
  const facts = (await findStoredFacts(app.database.sql, mailId, template)) ?? refuse('NOT_FOUND')
  return { ...facts, ...plainLinks(app, { template, facts }) }
}

/** A machine has one preference, an author wants to see both: the question for it is replaced by an answer. */
function wear(html: string, scheme: 'light' | 'dark'): string {
  const [always, never] = ['(min-width: 0)', '(max-width: 0)']
  return html
    .replace(/\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/gi, (_, asked: string) =>
      asked.toLowerCase() === scheme ? always : never,
    )
    .replace(/(color-schemes?(?:: |" content="))light dark/g, `$1${scheme}`)
}
