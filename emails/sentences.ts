// What is wrong with a wording, and how to mend it. The line is told beside each sentence.

const quoted = (words: string) => `“${words}”`
/** As it stands in a source, but no longer than can be read. */
const shown = (source: string) => quoted(source.length > 60 ? source.slice(0, 59) + '…' : source)
const tag = (name: string) => `<${name.length > 40 ? name.slice(0, 39) + '…' : name}>`
const braces = (name: string) => `{{${name}}}`

export const sentences = {
  // the template language
  unknownTag: (text: string) =>
    text.length <= 60 && /^\s*#?\s*\w+(\s+\w+)?\s*$/.test(text) && text !== text.trim().replace(/\s+/g, ' ')
      ? `Write ${braces(text.trim().replace(/\s+/g, ' '))}, without spaces around it.`
      : `${shown(braces(text))} means nothing here. There are {{fact}}, {{#if fact}} … {{else}} … {{/if}} and {{#each list}} … {{/each}}.`,
  strayBraces: '{{ is not closed by }}.',
  threeBraces: (text: string) => `Write ${braces(text)} with two braces on each side.`,
  strayBody: '{{> body}} stands in the layout only.',
  strayElse: '{{else}} stands in no {{#if}} that waits for one.',
  strayEnd: (text: string) => `${braces(text)} closes nothing: there is no {{#${text.slice(1)} …}} before it.`,
  neverEnds: (text: string) =>
    `${braces(text)} is not closed: ${braces(text.startsWith('#if') ? '/if' : '/each')} is missing.`,
  blocksTooDeep: (deep: number) => `Blocks stand within blocks more than ${deep} levels deep.`,

  // facts
  unknownFact: (name: string, meant: string | undefined) =>
    `This mail has no fact ${shown(name)}.${meant ? ` Did you mean ${quoted(meant)}?` : ''}`,
  outsideOfList: (name: string, list: string) =>
    `${quoted(name)} belongs to each entry of ${quoted(list)}: use it between {{#each ${list}}} and {{/each}}.`,
  isCondition: (name: string) => `${quoted(name)} is a yes or a no. Ask for it: {{#if ${name}}} … {{/if}}.`,
  isList: (name: string) => `${quoted(name)} is a list. Go through it: {{#each ${name}}} … {{/each}}.`,
  notAList: (name: string) => `${quoted(name)} is no list, so {{#each}} cannot go through it.`,
  listsTooDeep: (deep: number) => `{{#each}} stands at most ${deep} deep, because lists within lists multiply.`,
  linkNotApart: (name: string) =>
    `Put a space or a line break before and after ${braces(name)}: what touches a link becomes a part of it.`,
  linkInLine: (name: string) =>
    `${quoted(name)} is a link. Put it into the body and the text version, where it can be pressed.`,

  // facts in markup
  factInTag: (name: string, where: string) =>
    `${quoted(name)} stands inside ${tag(where)}. A fact stands between tags; only a link may be a whole href.`,
  factNoLink: (name: string, links: string[]) =>
    `${quoted(name)} is no link.${links.length > 0 ? ` The links of this mail: ${links.map(braces).join(', ')}.` : ' This mail has none.'}`,
  factNotWhole: (name: string) => `Write href="${braces(name)}", with nothing around the link.`,
  factInStyle: 'A style holds no {{facts}}.',
  blockInTag: (text: string, where: string) =>
    `${braces(text)} stands inside ${tag(where)}. Put it between tags, around the words.`,
  tagBetweenMjml: (text: string) =>
    `${braces(text)} stands between MJML tags, where MJML drops it. Put it inside an <mj-text>, around the words.`,
  wordsBetweenMjml: (words: string) =>
    `${shown(words)} stands between MJML tags, where MJML drops it. Put it inside an <mj-text>.`,

  // markup
  elementNotAllowed: (name: string) => `${tag(name)} cannot be used in a mail.`,
  includeNotAllowed: '<mj-include> reads files, so it cannot be used. Write out what it would include.',
  rawNotMeta: 'An <mj-raw> holds <meta name="…" content="…" /> only.',
  wordsOnly: (where: string) => `${tag(where)} holds words only.`,
  outsideOfCell: (name: string, where: string) =>
    `${tag(name)} cannot stand directly inside ${tag(where)}. In a table everything stands in the cells of its rows.`,
  wordsOutsideOfCell: (words: string) => `${shown(words)} stands in a table, but in no cell. Put it inside a <td>.`,
  linkInLink: 'A link stands in another link. Close the first with </a>.',
  linkInButton: 'A link stands in a button, which is a link itself. Put it below.',
  endsImplicitly: (name: string, where: string) =>
    `${tag(name)} stands inside ${tag(where)}, which holds words only and would end there. Close it before.`,
  elementsTooDeep: (deep: number) =>
    `Elements stand within elements more than ${deep} levels deep. Is one of them not closed?`,
  elementOutside: (name: string) => `${tag(name)} stands between MJML tags. Put it inside an <mj-text>.`,
  mjmlInside: (name: string, where: string) => `${tag(name)} stands inside ${tag(where)}. Put it below.`,
  elementOnlyAround: (name: string) => `${tag(name)} belongs to the layout. A mail has only what stands in its column.`,
  attributeNotAllowed: (attribute: string, name: string) =>
    `${tag(name)} cannot have ${shown(attribute)} in a mail. Leave it out.`,
  quoteInValue: (attribute: string) => `The value of ${quoted(attribute)} holds no quotation mark (").`,
  ampersand: (attribute: string) => `The value of ${quoted(attribute)} holds no &. Write the character itself.`,
  remote:
    'A mail loads nothing from elsewhere: it would tell a third party who reads it, and when. Leave url(…) and the like out.',
  imageNotLogo: 'The only picture of a mail is the logo: src="cid:logo". Anything else would be loaded from elsewhere.',
  logoOnce: (place: 'body' | 'layout') =>
    `${place === 'body' ? 'A mail' : 'The layout'} shows the logo at most once, in no {{#each}}: it is sent as often as it stands there.`,
  badHref: 'A link begins with https:// or mailto:, or is a link of this mail as a whole, such as href="{{link}}".',
  comment: 'A comment holds words only: no tags, no {{facts}}, no conditions.',
  declaration: 'Declarations and instructions (<! … > and <? … >) cannot be used in a mail.',
  strayLess: 'Write &lt; for a < that begins no tag.',
  tagNeverEnds: (name: string) => `${tag(name)} has no > at its end.`,
  notClosed: (name: string) => `${tag(name)} is not closed: </${name}> is missing.`,
  notClosedWithin: (name: string, text: string) =>
    `${tag(name)} is not closed before ${braces(text)}. A block holds whole elements.`,
  closesNothing: (name: string) => `</${name}> closes nothing.`,
  closesOutside: (name: string) => `</${name}> closes what began outside of its block. A block holds whole elements.`,
  notSelfClosing: (name: string) => `Write <${name}></${name}>: mail programs do not know <${name} />.`,
  mjml: (name: string, message: string) => `<${name}>: ${message.trim().replace(/\.$/, '')}.`,
  mjmlFailed: (message: string) => `MJML cannot read this: ${message.trim().replace(/\.$/, '')}.`,

  // the whole
  empty: {
    subject: 'Write a subject.',
    body: 'Write what the mail says.',
    text: 'Write the text version, for programs that show no HTML.',
    preview: 'Nothing stands behind the subject in the inbox. Write a preview line.',
    why: 'Say why the reader gets this mail: it keeps it from being reported as spam.',
  },
  subjectLines: 'A subject is one line.',
  subjectCanBeEmpty: 'Where its facts are empty, this subject is empty too. Write words that always stand.',
  bodyOnce: 'The layout states {{> body}} exactly once: there the mail stands.',
  bodyPlace: '{{> body}} stands directly inside an <mj-column>, in no {{#if}} or {{#each}}.',
  bodyTextPlace: '{{> body}} stands in no {{#if}} or {{#each}}.',
  whyOnce: 'The layout states {{why}} exactly once, so that every mail says why the reader gets it.',
  whyPlace: '{{why}} stands in no {{#if}} or {{#each}}.',
  tooSlow: 'This takes too long or too much memory to turn into a mail. Make it shorter, and its styles simpler.',
  tooBig: (kilobytes: number) =>
    `With long facts this mail grows beyond ${kilobytes.toLocaleString('en')} kB. Say less, or repeat less.`,
  clipped: (kilobytes: number) =>
    `With long facts this mail has ${kilobytes} kB; Gmail cuts off what comes after 102 kB.`,
  changedByFacts: 'What a person typed would change the markup of this mail. Put the facts between simpler tags.',
  linkNotInText: (name: string) => `The text version does not state ${braces(name)}, which the body links to.`,
  linkMissing: (name: string) =>
    `Nothing links to ${braces(name)}, as the default does. Can the reader do what the mail is for?`,
  textUnchanged: 'The body has changed and the text version is still the default. Do they say the same?',
}
