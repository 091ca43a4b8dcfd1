// Every refusal that a person can meet: its code, its status and its sentence. Nothing else is thrown on purpose.
import { TRPCError, type TRPC_ERROR_CODE_KEY } from '@trpc/server'

export const refusals = {
  NOT_SIGNED_IN: ['UNAUTHORIZED', 'Log in to go on.'],
  WRONG_CREDENTIALS: ['UNAUTHORIZED', 'That email address and password do not match an account.'],
  WAITING_FOR_APPROVAL: [
    'FORBIDDEN',
    'Your registration is waiting for approval. You’ll receive an email once it’s been decided.',
  ],
  REGISTRATION_REJECTED: ['FORBIDDEN', 'Your registration was not approved.'],
  ACCOUNT_DEACTIVATED: ['FORBIDDEN', 'This account has been deactivated.'],
  PORTAL_DISABLED: ['FORBIDDEN', 'This portal is disabled'],
  PASSWORD_CHANGE_REQUIRED: ['FORBIDDEN', 'Choose a password of your own first.'],
  WRONG_PASSWORD: ['FORBIDDEN', 'That is not your current password.'],
  PASSWORD_TOO_SHORT: ['BAD_REQUEST', 'This password is too short.'],
  EMAIL_TAKEN: ['CONFLICT', 'Somebody with this email address is here already.'],
  USER_CHANGED: ['CONFLICT', 'Somebody else changed this person meanwhile. Look again, then save.'],
  NOT_IN_THIS_STATE: ['CONFLICT', 'This is not possible in the person’s present state.'],
  LAST_OWNER: ['CONFLICT', 'There must be an owner. Make somebody else one first.'],
  PORTAL_HIDDEN: ['NOT_FOUND', 'Not found'],
  NOT_ALLOWED: ['FORBIDDEN', 'Your role does not allow this.'],
  OWN_REVIEW: ['FORBIDDEN', 'You cannot decide your own request.'],
  NOT_FOUND: ['NOT_FOUND', 'There is nothing here, or it is not yours to see.'],
  REGISTRATION_OFF: ['FORBIDDEN', 'Registration is not allowed'],
  PASSWORD_TOO_COMMON: ['BAD_REQUEST', 'This password is among the first that are guessed. Choose another.'],
  REVIEW_DECIDED: ['CONFLICT', 'Somebody else was faster.'],
  REVIEW_CHANGED: ['CONFLICT', 'This review has changed since you opened it. Look again, then decide.'],
  REVIEW_SUPERSEDED: ['CONFLICT', 'There is a newer application of the same person. Decide that one.'],
  UNDO_OVER: ['CONFLICT', 'The time to undo is over; the mail is on its way.'],
  SETTINGS_CHANGED: ['CONFLICT', 'Somebody else saved the settings meanwhile. Look at theirs, then save again.'],
  LINK_EXPIRED: ['NOT_FOUND', 'This link has expired or was already used.'],
  TOO_MANY_ATTEMPTS: ['TOO_MANY_REQUESTS', 'Too many attempts. Wait a moment, then try again.'],
  TOO_BUSY: ['SERVICE_UNAVAILABLE', 'The portal is very busy. Try again in a moment.'],
  TOO_MANY_STREAMS: ['TOO_MANY_REQUESTS', 'A socket carries one stream.'],
  UNREADABLE_TEXT: ['BAD_REQUEST', 'Remove the characters that cannot be read.'],
  HTTP_ONLY: ['BAD_REQUEST', 'This cannot be called over a socket.'],
  REQUEST_REUSED: ['CONFLICT', 'This request id was used for something else.'],
} as const satisfies Record<string, readonly [TRPC_ERROR_CODE_KEY, string]>

export type RefusalCode = keyof typeof refusals

/** The cause of a refusal's error; `detail` reaches the client. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly detail: object | undefined
  constructor(code: RefusalCode, detail?: object) {
    super(refusals[code][1])
    this.code = code
    this.detail = detail
  }
}

/** Ends the call with a refusal; `detail` are facts for the sentence's neighbourhood (the winner, seconds to wait). */
export function refuse(code: RefusalCode, detail?: object): never {
  const [status, sentence] = refusals[code]
  throw new TRPCError({ code: status, message: sentence, cause: new Refusal(code, detail) })
}
