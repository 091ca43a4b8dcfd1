// What a developer types over an app: the fields as texts, and what they mean. Pure.
import { z } from 'zod'
import { appsWords } from '#client/words/apps.ts'
import { appFields, type NewApp } from '#server/features/apps/schema.ts'

const words = appsWords.fields

/** All of them texts, as forms hold them; redirect URLs are one a line. */
export interface AppTexts {
  name: string
  description: string
  redirectUrls: string
}
export type AppText = keyof AppTexts

export const noApp: AppTexts = { name: '', description: '', redirectUrls: '' }

export const textsOf = (app: NewApp): AppTexts => ({
  name: app.name,
  description: app.description,
  redirectUrls: app.redirectUrls.join('\n'),
})

/** Once each, and nothing of the empty lines between them. */
const urlsText = z.string().transform((text, check) => {
  const urls = [...new Set(text.split('\n').map((line) => line.trim()))].filter((line) => line !== '')
  const { success, error, data } = appFields.redirectUrls.safeParse(urls)
  if (success) return data
  const [issue] = error.issues
  // Of several lines it must be said which one.
  const wrong = urls[issue!.path[0] as number]
  check.addIssue({ code: 'custom', message: wrong ? words.redirectUrlError(wrong, issue!.message) : issue!.message })
  return z.NEVER
})

/** Reads the fields as the server will. */
export const appTexts = { name: appFields.name, description: appFields.description, redirectUrls: urlsText }
