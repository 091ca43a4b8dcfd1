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
  REVIEW_SUPERSEDED: ['CONFLICT', 'There is a newer request of the same person. Decide that one.'],
  UNDO_OVER: ['CONFLICT', 'The time to undo is over; the mail is on its way.'],
  NOTHING_TO_DECIDE: ['CONFLICT', 'None of these waits for a decision any more.'],
  TOO_MANY_CHOSEN: ['CONFLICT', 'At most 10,000 reviews can be decided at once. Narrow the filter.'],
  RUN_CHANGED: ['CONFLICT', 'This run has gone on meanwhile. Look again.'],
  SETTINGS_CHANGED: ['CONFLICT', 'Somebody else saved the settings meanwhile. Look at theirs, then save again.'],
  RED_BEFORE_AMBER: ['CONFLICT', 'Nothing turns red before it turns amber. Enter at least as many hours.'],
  REQUESTER_MOVED: ['CONFLICT', 'The requester has joined or left an organization or a team meanwhile.'],
  ORGANIZATIONS_OFF: ['FORBIDDEN', 'Organizations cannot be registered at the moment.'],
  EMAIL_UNCONFIRMED: ['FORBIDDEN', 'Confirm your email address first.'],
  IN_ORGANIZATION: ['CONFLICT', 'You are in an organization already.'],
  ALREADY_REQUESTED: ['CONFLICT', 'There is a request already that waits for a decision.'],
  ORGANIZATION_NAME_TAKEN: ['CONFLICT', 'There is an organization of this name already.'],
  ORGANIZATION_CHANGED: ['CONFLICT', 'Somebody else changed this organization meanwhile. Look again, then save.'],
  ORGANIZATION_IN_USE: ['CONFLICT', 'The new organization is in use already, so its approval cannot be undone.'],
  ORGANIZATION_UNSETTLED: ['CONFLICT', 'The approval can still be taken back. You can invite people in a moment.'],
  TEAM_NAME_TAKEN: ['CONFLICT', 'The organization has a team of this name already.'],
  TEAM_CHANGED: ['CONFLICT', 'Somebody else changed this team meanwhile. Look again, then save.'],
  DEFAULT_STAYS: ['CONFLICT', 'What is the default cannot be deleted. It can be renamed.'],
  LAST_SUPER_ADMIN: ['CONFLICT', 'An organization keeps an active super admin while it has members.'],
  ALREADY_MEMBER: ['CONFLICT', 'This person is in the organization already.'],
  ALREADY_INVITED: ['CONFLICT', 'This address is invited already. Send that invitation again instead.'],
  MEMBER_CHANGED: ['CONFLICT', 'Somebody else changed this person meanwhile. Look again, then save.'],
  BELONGS_ELSEWHERE: [
    'CONFLICT',
    'This address has an account that belongs elsewhere. Write to the portal’s team if you want it moved.',
  ],
  CODE_UNKNOWN: ['NOT_FOUND', 'There is no such invite code. Look for a typing error.'],
  CODE_PAUSED: ['CONFLICT', 'This invite code is paused.'],
  CODE_EXPIRED: ['CONFLICT', 'This invite code has expired.'],
  CODE_USED_UP: ['CONFLICT', 'This invite code is used up.'],
  CODE_TAKEN: ['CONFLICT', 'There is an invite code like this already.'],
  CODE_CHANGED: ['CONFLICT', 'Somebody else changed this invite code meanwhile. Look again, then save.'],
  QUOTA_BELOW_USED: ['CONFLICT', 'More places than that are used already.'],
  PRODUCT_NAME_TAKEN: ['CONFLICT', 'There is an API product of this name already.'],
  PRODUCT_CHANGED: ['CONFLICT', 'Somebody else changed this API product meanwhile. Look again, then save.'],
  PRODUCT_INCOMPLETE: ['CONFLICT', 'Add an API with its base URL, then publish.'],
  DOCUMENT_GONE: ['CONFLICT', 'The uploaded file is not there any more. Upload it again.'],
  DOCUMENT_TOO_LARGE: [
    'PAYLOAD_TOO_LARGE',
    'This document is larger than 10 MB. Take long examples out, or split it into several APIs.',
  ],
  PICTURE_TOO_LARGE: ['PAYLOAD_TOO_LARGE', 'A picture has at most 2 MB and 4,096 pixels on either side.'],
  PICTURE_UNKNOWN: ['BAD_REQUEST', 'This is not a picture that can be shown. Use a PNG, a JPEG or a WebP.'],
  UPLOAD_BROKEN: ['BAD_REQUEST', 'The upload did not arrive as it was sent. Try again.'],
  PLAN_NAME_TAKEN: ['CONFLICT', 'There is a plan of this name already.'],
  PLAN_CHANGED: ['CONFLICT', 'Somebody else changed this plan meanwhile. Look again, then save.'],
  CATALOGUE_NAME_TAKEN: ['CONFLICT', 'There is a catalogue of this name already.'],
  CATALOGUE_CHANGED: ['CONFLICT', 'Somebody else changed this catalogue meanwhile. Look again, then save.'],
  OFFER_CHANGED: ['CONFLICT', 'What you asked for has changed meanwhile. Look again, then ask.'],
  ALREADY_HELD: ['CONFLICT', 'This app has asked for one of these API products already, or has access to it.'],
  PLAN_IN_USE: ['CONFLICT', 'There are credentials or requests under this plan. Revoke or decide them first.'],
  APP_CHANGED: ['CONFLICT', 'Somebody else changed this app meanwhile. Look again, then save.'],
  CREDENTIAL_CHANGED: ['CONFLICT', 'Somebody else rotated or revoked this credential meanwhile.'],
  PASSWORD_NEEDED: ['FORBIDDEN', 'Enter your password to see the key.'],
  CART_FULL: ['CONFLICT', 'Your cart is full. Request access to what is in it first.'],
  VIEW_NAME_TAKEN: ['CONFLICT', 'You have a view of this name already.'],
  VIEW_CHANGED: ['CONFLICT', 'This view was changed in another tab meanwhile. Look again, then save.'],
  VIEWS_FULL: ['CONFLICT', 'You have 50 views. Delete one that you do not need.'],
  MAIL_CHANGED: ['CONFLICT', 'This mail has gone on meanwhile. Look again.'],
  NOT_RESENDABLE: ['CONFLICT', 'This mail cannot be sent again.'],
  NOTHING_TO_RESEND: ['CONFLICT', 'There is no failed mail here any more.'],
  TOO_MANY_MAILS: ['CONFLICT', 'At most 10,000 mails can be sent again at once. Narrow the filter.'],
  WORDING_BROKEN: ['BAD_REQUEST', 'There are problems in this wording. Mend them first.'],
  WORDING_CHANGED: ['CONFLICT', 'Somebody else published another wording meanwhile. Look at theirs, then publish.'],
  LOGO_UNSUITABLE: ['BAD_REQUEST', 'A logo goes out with every mail: use a PNG or a JPEG of at most 200 kB.'],
  LINK_EXPIRED: ['NOT_FOUND', 'This link has expired or was already used.'],
  TOO_MANY_ATTEMPTS: ['TOO_MANY_REQUESTS', 'Too many attempts. Wait a moment, then try again.'],
  TOO_BUSY: ['SERVICE_UNAVAILABLE', 'The portal is very busy. Try again in a moment.'],
  TOO_MANY_STREAMS: ['TOO_MANY_REQUESTS', 'A socket carries one stream.'],
  UNREADABLE_TEXT: ['BAD_REQUEST', 'Remove the characters that cannot be read.'],
  HTTP_ONLY: ['BAD_REQUEST', 'This cannot be called over a socket.'],
  REQUEST_REUSED: ['CONFLICT', 'This request id was used for something else.'],
} as const satisfies Record<string, readonly [TRPC_ERROR_CODE_KEY, string]>

export type RefusalCode = keyof typeof refusals

/** What a broken constraint of the database means to whoever broke it: the constraint decides, not a look beforehand. */
const refusalByConstraint: Record<string, RefusalCode> = {
  organizations_name_unique: 'ORGANIZATION_NAME_TAKEN',
  organizations_keep_super_admin: 'LAST_SUPER_ADMIN',
  teams_name_unique: 'TEAM_NAME_TAKEN',
  teams_organization_id_fkey: 'NOT_FOUND',
  accounts_organization_id_fkey: 'NOT_FOUND',
  member_invitations_once: 'ALREADY_INVITED',
  reviews_one_open: 'ALREADY_REQUESTED',
  invite_codes_key_unique: 'CODE_TAKEN',
  invite_codes_team_id_organization_id_fkey: 'NOT_FOUND',
  access_products_once: 'ALREADY_HELD',
  access_requests_approved_plan_id_fkey: 'OFFER_CHANGED',
  apps_organization_id_fkey: 'NOT_FOUND',
  apps_owner_of_organization: 'NOT_FOUND',
  apps_team_of_organization: 'NOT_FOUND',
  products_name_unique: 'PRODUCT_NAME_TAKEN',
  products_picture_id_fkey: 'DOCUMENT_GONE',
  product_apis_document_id_fkey: 'DOCUMENT_GONE',
  cart_lines_catalogue_id_fkey: 'NOT_FOUND',
  cart_lines_product_id_fkey: 'NOT_FOUND',
  plans_name_unique: 'PLAN_NAME_TAKEN',
  catalogues_name_unique: 'CATALOGUE_NAME_TAKEN',
  settings_red_after_amber: 'RED_BEFORE_AMBER',
  settings_logo_id_fkey: 'DOCUMENT_GONE',
  queue_views_one_name: 'VIEW_NAME_TAKEN',
}

/** Reads what an error of the database refuses, if it is one of those. */
export function refusalOf(error: unknown): RefusalCode | undefined {
  return refusalByConstraint[(error as { constraint_name?: string } | undefined)?.constraint_name ?? '']
}

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
