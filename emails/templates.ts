// Every mail at a glance: its name, which is also its folder, and the facts it states.
import { z } from 'zod'
import { address, givenName, instant, line, link, paragraphs, personName } from './facts.ts'

/** A mail about more reviews lists these many and counts the rest. */
export const listedReviewsMax = 20

const person = { firstName: personName, portalName: line }

const waitingReview = z.object({
  kindLabel: line,
  name: personName,
  email: address,
  emailConfirmed: z.boolean(),
  cameBy: line,
  requestedAt: instant,
  /** earlier applications of the same person */
  earlier: z.int().nonnegative(),
  url: link,
})

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
  'reviews-waiting': z
    .object({ ...person, count: z.int().positive(), reviews: z.array(waitingReview).min(1), queueUrl: link })
    .transform((facts) => {
      const reviews = facts.reviews.slice(0, listedReviewsMax)
      const count = Math.max(facts.count, facts.reviews.length)
      return { ...facts, count, reviews, isOne: count === 1, more: count - reviews.length }
    }),
}

export type TemplateName = keyof typeof templates
/** What the sender of a mail must know. Facts that the mail does not have are left out. */
export type FactsOf<N extends TemplateName> = z.input<(typeof templates)[N]>
