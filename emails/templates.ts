// Every mail at a glance: its name, which is also its folder, and the facts it states.
import { z } from 'zod'
import { address, givenName, instant, line, link, paragraphs, personName } from './facts.ts'
import type { TemplateName } from './wording.ts'

export type { TemplateName }

/** A mail about more reviews lists these many and counts the rest. */
export const listedReviewsMax = 20

const person = { firstName: personName, portalName: line }

const inviteCode = { codeName: givenName, teamName: givenName, organizationName: givenName, codeUrl: link }

const access = {
  appName: givenName,
  products: z.array(z.object({ productName: givenName })).min(1),
  appUrl: link,
}
const credential = { ...person, ...access, lastFour: line, expiresAt: instant }

const waitingReview = z.object({
  kindLabel: line,
  /** the name asked for in an organization request; a registration has none */
  organizationName: givenName,
  name: personName,
  email: address,
  emailConfirmed: z.boolean(),
  /** empty where there is only one way to come */
  cameBy: line,
  requestedAt: instant,
  /** earlier applications of the same person */
  earlier: z.int().nonnegative(),
  url: link,
})

/** Lists the first, and counts what is left out. */
function countReviews<F extends { count: number; reviews: object[] }>(facts: F) {
  const reviews = facts.reviews.slice(0, listedReviewsMax) as F['reviews']
  const count = Math.max(facts.count, facts.reviews.length)
  return { ...facts, count, reviews, isOne: count === 1, more: count - reviews.length }
}

export const templates = {
  'confirm-address': z.object({ ...person, confirmUrl: link, expiresAt: instant }),
  'registration-received': z.object({ ...person, statusUrl: link }),
  'registration-approved': z.object({ ...person, loginUrl: link }),
  'registration-rejected': z.object({ ...person, reason: paragraphs }),
  'registration-known-address': z.object({ ...person, loginUrl: link }),
  invitation: z.object({
    ...person,
    inviterName: personName,
    /** 'the portal team', or an organization's name */
    invitedInto: givenName,
    roleLabel: line,
    /** invited as a portal admin */
    isStaff: z.boolean(),
    acceptUrl: link,
    expiresAt: instant,
  }),
  'password-reset': z.object({ ...person, resetUrl: link, expiresAt: instant }),
  // Here the link leads to the page that asks for an address, and has no token.
  'password-changed': z.object({ ...person, changedAt: instant, resetUrl: link }),
  'account-deactivated': z.object({ ...person }),
  'organization-approved': z.object({
    ...person,
    organizationName: givenName,
    /** empty when the name is the one that was asked for */
    requestedName: givenName,
    membersUrl: link,
  }),
  'organization-rejected': z.object({ ...person, organizationName: givenName, reason: paragraphs }),
  'role-changed': z.object({
    ...person,
    organizationName: givenName,
    /** the new one, as the portal names it */
    roleLabel: line,
    isSuperAdmin: z.boolean(),
    changedBy: personName,
    dashboardUrl: link,
  }),
  'removed-from-organization': z.object({
    ...person,
    organizationName: givenName,
    removedBy: personName,
    /** the whole organization, rather than this person's place in it */
    isDeleted: z.boolean(),
    loginUrl: link,
  }),
  'access-approved': z.object({
    ...person,
    ...access,
    planName: givenName,
    /** empty when it is the plan that was asked for */
    requestedPlanName: givenName,
  }),
  'access-rejected': z.object({ ...person, ...access, reason: paragraphs }),
  // Before a decision, about any kind of review.
  'review-question': z.object({ ...person, subjectLabel: givenName, question: paragraphs, answerUrl: link }),
  'credential-expiring': z.object(credential),
  'credential-expired': z.object(credential),
  // About an invite code, to the portal admin who made it: by its name, never the code itself.
  'invite-code-used-up': z
    .object({ ...person, ...inviteCode, quota: z.int().positive() })
    .transform((facts) => ({ ...facts, isOne: facts.quota === 1 })),
  'invite-code-expired': z.object({
    ...person,
    ...inviteCode,
    used: z.int().nonnegative(),
    /** null: unlimited */
    quota: z.int().positive().nullable(),
    expiredAt: instant,
  }),
  'reviews-waiting': z
    .object({ ...person, count: z.int().positive(), reviews: z.array(waitingReview).min(1), queueUrl: link })
    .transform(countReviews),
  // Once more, of what has waited for longer than the settings say.
  'reviews-overdue': z
    .object({
      ...person,
      /** for how long nothing is to wait */
      limitLabel: line,
      count: z.int().positive(),
      reviews: z.array(waitingReview.extend({ waitedLabel: line })).min(1),
      queueUrl: link,
    })
    .transform(countReviews),
  // Each morning, to the staff who want it.
  'review-digest': z
    .object({
      ...person,
      waiting: z.int().nonnegative(),
      /** of those, how many have waited so long that they show red */
      late: z.int().nonnegative(),
      asked: z.int().nonnegative(),
      /** those of which something waits */
      kinds: z.array(z.object({ kindLabel: line, amount: z.int().positive(), oldestLabel: line })),
      oldest: z.array(z.object({ kindLabel: line, name: givenName, waitedLabel: line, url: link })),
      approved: z.int().nonnegative(),
      rejected: z.int().nonnegative(),
      queueUrl: link,
    })
    .transform((facts) => ({
      ...facts,
      isOne: facts.waiting === 1,
      isClear: facts.waiting === 0,
      decided: facts.approved + facts.rejected,
    })),
} satisfies Record<TemplateName, z.ZodType>

/** What the sender of a mail must know. Facts that the mail does not have are left out. */
export type FactsOf<N extends TemplateName> = z.input<(typeof templates)[N]>

/** What the sender states, without what is derived from it. */
export function shapeOf(name: TemplateName): z.ZodObject {
  const schema: z.ZodType = templates[name]
  return (schema instanceof z.ZodPipe ? schema.in : schema) as z.ZodObject
}
