// The kinds of facts that a mail may state. Whatever a person has typed is made fit to be shown, not refused: a mail that the
// portal owes must not fail for what stands in a name. Only links are checked, for a wrong one is our own mistake.
import { z } from 'zod'

// Direction marks, embeddings, overrides and isolates can make a text read other than it is stored.
const directionControls = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
// C0 and C1 controls, the line and paragraph separators, the byte order mark.
const controls = /[\p{Cc}\u2028\u2029\ufeff]+/gu

/** One line without control characters and direction controls, clipped to `charactersMax` with an ellipsis. */
export function toLine(text: string, charactersMax: number): string {
  const plain = text.toWellFormed().replace(directionControls, '').replace(controls, ' ')
  return clip(plain.replace(/\s+/g, ' ').trim(), charactersMax)
}

/** Keeps line breaks, as \n and at most two in a row; otherwise like a line. */
function toParagraphs(text: string, charactersMax: number): string {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/).map((line) => toLine(line, charactersMax))
  return clip(
    lines
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
    charactersMax,
  )
}

function clip(text: string, charactersMax: number): string {
  if (text.length <= charactersMax) return text
  // A cut surrogate pair would leave half a character.
  return (
    text
      .slice(0, charactersMax - 1)
      .replace(/[\ud800-\udbff]$/, '')
      .trimEnd() + '…'
  )
}

/**
 * Takes the link out of a name: strangers choose who is sent a mail and which name it greets, and mail programs turn
 * "evil.example" into a link. A space after the point keeps it readable ("J. R. R. Tolkien") and no link.
 */
const unlink = (name: string) => name.replace(/([.:/\\@]+)(?=[^\s.:/\\@])/g, '$1 ')

const instantFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
  timeZoneName: 'short',
})

/** A person's name, first or whole: 60 characters each, and a space. */
export const personName = z.string().transform((text) => toLine(unlink(toLine(text, 121)), 130) || 'you')
/** The name of something that people name, an organization for one: no link either, for who names it may invite strangers. */
export const givenName = z.string().transform((text) => toLine(unlink(toLine(text, 120)), 130))
/** Any other words on one line. */
export const line = z.string().transform((text) => toLine(text, 120))
/** An address as text; where a mail goes is not a fact. */
export const address = z.string().transform((text) => toLine(text, 254))
/** What somebody has written, line breaks kept; may be empty. */
export const paragraphs = z.string().transform((text) => toParagraphs(text, 10_000))
/** An instant: ISO 8601 is written out in UTC, other words stay as they are. */
export const instant = z
  .string()
  .transform((text) =>
    z.iso.datetime({ offset: true }).safeParse(text).success ? instantFormat.format(new Date(text)) : toLine(text, 60),
  )
/** A link, http or https, normalized: quotes, spaces and line breaks come out percent-encoded. */
export const link = z.url({ protocol: /^https?$/ }).transform((text) => new URL(text).href)
