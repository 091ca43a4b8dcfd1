// What an admin types over an invite code: the fields as texts, and what they mean. Pure.
import { z } from 'zod'
import { isOn, numberText, toText } from '#client/features/records/form-texts.ts'
import { inviteCodeWords } from '#client/words/invite-codes.ts'
import { addCodeInput, chosenCodeField, type CodeRow } from '#server/features/invite-codes/schema.ts'

const words = inviteCodeWords.fields

/** All of them texts, as forms hold them; a checkbox is `yes` or empty. */
export interface CodeFields {
  name: string
  code: string
  teamId: string
  quota: string
  expires: string
  isActive: string
  skipsApproval: string
}
export type CodeField = keyof CodeFields

export const noCode: CodeFields = {
  name: '',
  code: '',
  teamId: '',
  quota: '',
  expires: '',
  isActive: 'yes',
  skipsApproval: 'yes',
}

/** An instant as a `datetime-local` input has it: in the reader's zone, seconds only where there are some. */
export function toLocalText(instant: string | number | null): string {
  if (instant === null) return ''
  const at = new Date(instant)
  const two = (part: number) => String(part).padStart(2, '0')
  const seconds = at.getSeconds() === 0 ? '' : `:${two(at.getSeconds())}`
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}${seconds}`
}

/** So many days from now, until the hour that has begun is over. */
export function daysFrom(now: number, days: number): string {
  const at = new Date(now)
  at.setDate(at.getDate() + days)
  at.setHours(at.getHours() + 1, 0, 0, 0)
  return toLocalText(at.getTime())
}

export function fieldsOf(code: CodeRow): CodeFields {
  return {
    name: code.name,
    code: code.code,
    teamId: code.team.id,
    quota: code.quota === null ? '' : String(code.quota),
    expires: toLocalText(code.expiresAt),
    isActive: toText(code.isActive),
    skipsApproval: toText(code.skipsApproval),
  }
}

/** The same again under another code; a time that is over is left out. */
export function duplicateOf(code: CodeRow, now: number): CodeFields {
  const isOver = code.expiresAt !== null && Date.parse(code.expiresAt) <= now
  const { name, expires, ...others } = fieldsOf(code)
  return {
    ...others,
    name: inviteCodeWords.add.copyOf(name).slice(0, 100),
    code: '',
    isActive: 'yes',
    expires: isOver ? '' : expires,
  }
}

const quotaText = numberText.pipe(addCodeInput.shape.quota)

const expiresText = z.string().transform((text, check) => {
  if (text === '') return null
  const at = new Date(text)
  if (!Number.isNaN(at.getTime())) return at.toISOString()
  check.addIssue({ code: 'custom', message: words.expiresError })
  return z.NEVER
})

/** Reads the fields as the server will. */
export const codeForm = z
  .object({
    name: addCodeInput.shape.name,
    code: z.union([z.literal(''), chosenCodeField]),
    teamId: addCodeInput.shape.teamId,
    quota: quotaText,
    expires: expiresText,
    isActive: z.string().transform(isOn),
    skipsApproval: z.string().transform(isOn),
  })
  .transform(({ expires, ...others }) => ({ ...others, expiresAt: expires }))
export type CodeFormOutput = z.infer<typeof codeForm>

/** What the fields mean as far as they can be read, for what is said before they are saved. */
export function readDraft(fields: CodeFields): { quota: number | null; expiresAt: string | null } {
  return {
    quota: quotaText.safeParse(fields.quota).data ?? null,
    expiresAt: expiresText.safeParse(fields.expires).data ?? null,
  }
}
