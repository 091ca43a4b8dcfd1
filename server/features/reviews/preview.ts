import type { z } from 'zod'
import type { App } from '#server/app.ts'
import { plainLinks } from '#server/features/emails/links.ts'
import { writeMail } from '#server/features/wordings/write.ts'
import { refuse } from '#server/refusals.ts'
import { rulesOf } from './kinds.ts'
import { questionLetter } from './messages.ts'
import { findReview } from './queries.ts'
import type { MailPreview, mailPreviewInput } from './schema.ts'

/**
 * Writes the very mail that a rejection or a question with this text would send; only a token is not in its link, for that is
 * minted when it is sent.
 */
export async function previewMail(
  app: App,
  { id, about, text: said }: z.output<typeof mailPreviewInput>,
): Promise<MailPreview> {
  const review = (await findReview(app.database.sql, id)) ?? refuse('NOT_FOUND')
  const letter =
    about === 'question' ? questionLetter(review, said) : rulesOf(review.kind).rejection(review as never, said)
  const { subject, text } = await writeMail(app, letter.template, { ...letter.facts, ...plainLinks(app, letter) })
  return { to: review.facts.email, subject, text }
}
