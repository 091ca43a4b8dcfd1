import { z } from 'zod'
import {
  sourceMax,
  templateNames,
  type FactInfo,
  type TemplateName,
  type WordingField,
  type WordingProblem,
  type WordingSource,
} from '#emails/wording.ts'

/** A mail, or the layout around all of them. */
export type WordingName = TemplateName | 'layout'
export const wordingNames = [...templateNames, 'layout'] as const

/** One mail in the list of all. Instants are ISO strings. */
export interface WordingRow {
  name: WordingName
  /** of the published one; empty for the layout */
  subject: string
  isDefault: boolean
  /** 0: never published */
  version: number
  publishedAt: string | null
  publishedBy: { id: string; name: string } | null
}

export interface WordingDetail extends WordingRow {
  source: WordingSource
  defaultSource: WordingSource
  facts: FactInfo[]
  /** the last mails of this kind, whose facts the preview may show; newest first */
  recent: { id: string; toName: string; createdAt: string }[]
}

export interface WordingVersion {
  version: number
  publishedAt: string
  publishedBy: { id: string; name: string } | null
  /** null: the default was restored */
  source: WordingSource | null
}

const sourceField = (field: WordingField) =>
  z
    .string()
    .max(sourceMax[field], `At most ${sourceMax[field].toLocaleString('en')} characters.`)
    .transform((text) => text.replace(/\r\n?/g, '\n'))

/** A layout leaves subject, preview and why empty. */
export const wordingSource = z.object({
  subject: sourceField('subject'),
  preview: sourceField('preview'),
  body: sourceField('body'),
  text: sourceField('text'),
  why: sourceField('why'),
})

export const wordingName = z.enum(wordingNames)

/** `version` is the one that was on the screen. */
export const publishInput = z.object({ name: wordingName, version: z.int().nonnegative(), source: wordingSource })
export type PublishInput = z.output<typeof publishInput>
/** Publishes the default again, or with `from` an earlier version. */
export const restoreInput = z.object({
  name: wordingName,
  version: z.int().nonnegative(),
  from: z.int().positive().nullable(),
})
export type RestoreInput = z.output<typeof restoreInput>

export const previewInput = z.object({
  name: wordingName,
  source: wordingSource,
  /** the mail whose facts are shown; null: samples */
  mailId: z.uuid().nullable(),
  /** the layout is shown around this mail */
  around: wordingName.exclude(['layout']).optional(),
  /** as it would be saved; absent: as it is */
  brand: z
    .object({ portalName: z.string().max(60), accent: z.string().max(7), logoId: z.uuid().nullable() })
    .optional(),
})
export type PreviewInput = z.output<typeof previewInput>

/** The one field of the form that POST /mails/preview takes; it holds the JSON of a `framedInput`. */
export const framedField = 'input'
/** The preview as a document of its own, as it looks on a machine that likes it light or dark. */
export const framedInput = previewInput.extend({ scheme: z.enum(['light', 'dark']) })
export type FramedInput = z.output<typeof framedInput>

/** The problems, and unless one of them is an error what the mail would say. */
export interface WordingPreview {
  problems: WordingProblem[]
  shown: { subject: string; preview: string; text: string } | null
}

export const testInput = z.object({
  name: wordingName,
  source: wordingSource,
  around: wordingName.exclude(['layout']).optional(),
})
export type TestInput = z.output<typeof testInput>

/** To whom the test was written, and the mail among the deliveries. */
export interface TestSent {
  mailId: string
  toAddress: string
}
