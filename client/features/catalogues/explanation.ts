// Why somebody can, or cannot, see a product, in words: the rules that the server asked, each with where it is changed. Pure.
import { catalogueWords } from '#client/words/catalogues.ts'
import type { Explanation } from '#server/features/catalogues/schema.ts'

const words = catalogueWords.why

export interface Rule {
  id: string
  title: string
  /** `not-needed`: it does not hold, and nothing hangs on it */
  standing: 'holds' | 'fails' | 'not-needed'
  sentence: string
  /** Why the whole fails if this is the rule that it fails by, as part of a sentence. */
  because: string
  link?: { href: string; label: string }
  /** What the rule is made of: one catalogue each. */
  parts?: Rule[]
}

export const nameOf = ({ person }: Explanation): string => person?.name ?? words.visitor

/** One sentence: whether they see it, and if not, the first rule that stands in the way. */
export function verdictOf(explanation: Explanation): string {
  const { product, isVisible } = explanation
  const failing = rulesOf(explanation).find(({ standing }) => standing === 'fails')
  return isVisible || !failing
    ? words.can(nameOf(explanation), product.name)
    : words.cannot(nameOf(explanation), product.name, failing.because)
}

/** Every rule in the order in which they are asked. */
export const rulesOf = (explanation: Explanation): Rule[] => [
  portalRule(explanation),
  signInRule(explanation),
  publishedRule(explanation),
  catalogueRule(explanation),
]

const whyNotIn = ({ signsIn, person }: Explanation) =>
  words.signsIn.because[signsIn.because ?? 'visitor'](person?.name ?? words.visitor)

function portalRule(explanation: Explanation): Rule {
  const { portal, person } = explanation
  const w = words.portal
  const isHidden = portal.visibility === 'hidden'
  const rule = { id: 'portal', title: w.title, link: { href: '/admin/settings/general', label: w.link } }
  if (!portal.holds) {
    const because = isHidden ? w.becauseHidden : w.becauseClosed(whyNotIn(explanation))
    return { ...rule, standing: 'fails', sentence: isHidden ? w.hidden : w.closed, because }
  }
  const sentence =
    portal.visibility === 'public' ? w.public : person?.isStaff ? w.staff : w.private(nameOf(explanation))
  return { ...rule, standing: 'holds', sentence, because: '' }
}

function signInRule(explanation: Explanation): Rule {
  const { signsIn, person, catalogues, portal } = explanation
  const w = words.signsIn
  const link =
    signsIn.because === 'sign-in-off'
      ? { href: '/admin/settings/general', label: words.portal.link }
      : person && {
          href: person.isStaff ? '/admin/settings/admins' : `/admin/users/${person.id}`,
          label: w.link(person.name),
        }
  const rule = { id: 'sign-in', title: w.title, ...(link ? { link } : {}) }
  if (signsIn.holds) return { ...rule, standing: 'holds', sentence: w.yes(nameOf(explanation)), because: '' }
  const because = whyNotIn(explanation)
  const said = `${because[0]!.toUpperCase()}${because.slice(1)}.`
  // Whoever is not logged in sees public catalogues; and logging in opens nothing that is in no catalogue.
  const isPublic = catalogues.some(({ visibility }) => visibility === 'public')
  if (portal.visibility === 'public' && (isPublic || catalogues.length === 0))
    return { ...rule, standing: 'not-needed', sentence: isPublic ? `${said} ${w.notNeeded}` : said, because }
  return { ...rule, standing: 'fails', sentence: `${said} ${w.onlyPublic}`, because }
}

function publishedRule({ product, published }: Explanation): Rule {
  const w = words.published
  return {
    id: 'published',
    title: w.title,
    standing: published.holds ? 'holds' : 'fails',
    sentence: w.states[product.state],
    because: w.because,
    link: { href: `/admin/products/${product.id}`, label: w.link },
  }
}

function catalogueRule(explanation: Explanation): Rule {
  const { catalogues } = explanation
  const w = words.catalogues
  const rule = { id: 'catalogues', title: w.title }
  if (catalogues.length === 0) {
    const link = { href: '/admin/catalogues', label: w.addLink }
    return { ...rule, standing: 'fails', sentence: w.inNone, because: w.becauseInNone, link }
  }
  const shown = catalogues.filter(({ holds }) => holds).length
  return {
    ...rule,
    standing: shown > 0 ? 'holds' : 'fails',
    sentence: shown > 0 ? w.some(shown, catalogues.length) : w.none(catalogues.length),
    because: w.becauseNone(explanation.person?.name ?? words.visitor.toLowerCase(), catalogues.length),
    parts: catalogues.map((catalogue) => ({
      id: catalogue.id,
      title: catalogue.name,
      standing: catalogue.holds ? 'holds' : shown > 0 ? 'not-needed' : 'fails',
      sentence: reasonOf(catalogue, explanation),
      because: '',
      link: { href: `/admin/catalogues/${catalogue.id}`, label: w.openOf(catalogue.name) },
    })),
  }
}

/** Why one catalogue shows the product to them, or does not. */
function reasonOf(catalogue: Explanation['catalogues'][number], { person, signsIn }: Explanation): string {
  const w = words.catalogues
  const { visibility, holds, through, named } = catalogue
  if (visibility === 'public') return w.public
  if (holds && person?.isStaff) return w.staff
  if (visibility === 'private') return holds ? w.private : w.privateNot
  if (holds) return w.through(through.map(({ kind, name }) => w.place[kind](name)).join(w.and))
  if (named === 0) return w.empty
  return signsIn.holds ? w.named(named) : w.namedVisitor(named)
}
