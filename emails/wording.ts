// What the wording of a mail is made of. It says what a mail says; what a mail knows are its facts.

/** Every mail; each is a folder here. */
export const templateNames = [
  'confirm-address',
  'registration-received',
  'registration-approved',
  'registration-rejected',
  'registration-known-address',
  'invitation',
  'password-reset',
  'password-changed',
  'account-deactivated',
  'organization-approved',
  'organization-rejected',
  'role-changed',
  'removed-from-organization',
  'access-approved',
  'access-rejected',
  'review-question',
  'credential-expiring',
  'credential-expired',
  'invite-code-used-up',
  'invite-code-expired',
  'reviews-waiting',
  'reviews-overdue',
  'review-digest',
] as const
export type TemplateName = (typeof templateNames)[number]

/** What a mail says, in the template language of `emails/template.ts`: its lines, the MJML of its card, and its text version. */
export interface WordingSource {
  subject: string
  /** what the inbox shows behind the subject */
  preview: string
  /** MJML: what stands in the column of the card */
  body: string
  text: string
  /** the last line: why the reader gets this */
  why: string
}

/** What stands around every mail: whole MJML, and the text version; `{{> body}}` marks the place of the mail. */
export interface LayoutSource {
  body: string
  text: string
}

/** In the order in which they are written. */
export const wordingFields = ['subject', 'preview', 'body', 'text', 'why'] as const
export type WordingField = (typeof wordingFields)[number]

/** Why a source cannot be published (`error`), or what its author may have overlooked (`warning`). */
export interface WordingProblem {
  field: WordingField
  /** from 1, within the field */
  line: number
  severity: 'error' | 'warning'
  sentence: string
}

/** Something that a mail may state, by its name between {{ and }}. */
export interface FactInfo {
  name: string
  kind: 'text' | 'link' | 'number' | 'condition' | 'list'
  /** as it is written with the sample facts; of a condition or a list empty */
  sample: string
  /** what each entry of a list states */
  entries?: FactInfo[]
}

/** The longest source of a field, in characters. */
export const sourceMax = { subject: 200, preview: 300, body: 40_000, text: 20_000, why: 300 } as const
