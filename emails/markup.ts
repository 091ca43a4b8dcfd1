// Reads markup, MJML or HTML, into its tags with their places. It judges nothing; what stands between the pieces is text.
import { QuoteType, Tokenizer } from 'htmlparser2'

export interface Attribute {
  name: string
  value: string
  /** of the value */
  at: number
  isQuoted: boolean
}

/** Offsets: from `at` up to `end`. */
export interface Piece {
  /** `other`: a declaration, an instruction, CDATA */
  kind: 'open' | 'close' | 'comment' | 'other'
  /** lower case; of a comment empty */
  name: string
  at: number
  end: number
  attributes: Attribute[]
  /** written `<name />` */
  isSelfClosing: boolean
}

export const voidElements = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'wbr'])

/** Reads the pieces in order. One that never ends reaches to the end of the source. */
export function readMarkup(source: string): Piece[] {
  const pieces: Piece[] = []
  let value: { from: number; to: number } | undefined
  const add = (kind: Piece['kind'], at: number, name = '', end = source.length) =>
    pieces.push({ kind, name: name.toLowerCase(), at, end, attributes: [], isSelfClosing: false })
  const last = () => pieces.at(-1)!

  const reader = new Tokenizer(
    { xmlMode: false, decodeEntities: false },
    {
      onopentagname: (from, to) => void add('open', from - 1, source.slice(from, to)),
      onopentagend: (at) => void (last().end = at + 1),
      onselfclosingtag(at) {
        last().end = at + 1
        last().isSelfClosing = true
      },
      onclosetag: (from, to) => void add('close', from - 2, source.slice(from, to), source.indexOf('>', to) + 1),
      onattribname(from, to) {
        const name = source.slice(from, to).toLowerCase()
        last().attributes.push({ name, value: '', at: from, isQuoted: false })
        value = undefined
      },
      onattribdata: (from, to) => void (value = { from: value?.from ?? from, to }),
      onattribend(quote) {
        if (!value) return
        const attribute = last().attributes.at(-1)!
        attribute.value = source.slice(value.from, value.to)
        attribute.at = value.from
        attribute.isQuoted = quote !== QuoteType.Unquoted
      },
      oncomment(from, to, offset) {
        // What begins like an end and is none, such as </{, is read as a comment too.
        if (source.startsWith('<!--', from - 4)) add('comment', from - 4, '', to - offset + 3)
        else add('other', from - 2, '', to + 1)
      },
      ondeclaration: (from, to) => void add('other', from - 2, '', to + 1),
      onprocessinginstruction: (from, to) => void add('other', from - 2, '', to + 1),
      oncdata: (from, to, offset) => void add('other', from - 9, '', to - offset + 3),
      onattribentity() {},
      ontext() {},
      ontextentity() {},
      onend() {},
    },
  )
  reader.write(source)
  reader.end()
  return pieces
}
