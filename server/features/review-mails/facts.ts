// What a mail to staff says of the reviews that it lists.
import type { Db } from '#db/database.ts'
import type { StoredFacts } from '#server/features/emails/commands.ts'
import type { ReviewFacts } from '#server/features/reviews/schema.ts'

type Listed = ReviewFacts & { id: string; requestedAt: Date; waitedMs: number }
type ListedFacts = StoredFacts<'reviews-overdue'>['reviews'][number]

const hourMs = 3_600_000

/** Reads what mails say of these reviews, by id. */
export async function findListed(db: Db, ids: string[]): Promise<Map<string, ListedFacts>> {
  const reviews = await db<Listed[]>`
    select id, kind, facts, requested_at, (date_part('epoch', now() - requested_at) * 1000)::float8 as waited_ms
      from reviews where id = any (${ids}::uuid[])`
  return new Map(reviews.map((review) => [review.id, toFacts(review)]))
}

function toFacts(review: Listed): ListedFacts {
  const { id, facts, requestedAt, waitedMs } = review
  return {
    id,
    name: `${facts.firstName} ${facts.lastName}`,
    email: facts.email,
    requestedAt: requestedAt.toISOString(),
    waitedLabel: ageLabel(waitedMs),
    earlier: facts.earlier,
    ...kindFactsOf(review),
  }
}

/** What the mail says of each kind, beside who asks. Only who has confirmed the address may ask for an organization, or for access. */
function kindFactsOf(review: Listed) {
  switch (review.kind) {
    case 'registration': {
      const { emailConfirmed, inviteCode } = review.facts
      const cameBy = inviteCode ? `Invite code “${inviteCode.name}”` : 'Registration form'
      return { kindLabel: 'Registration', organizationName: '', emailConfirmed, cameBy }
    }
    case 'organization':
      return {
        kindLabel: 'Organization request',
        organizationName: review.facts.name,
        emailConfirmed: true,
        cameBy: '',
      }
    case 'access': {
      const { name, products, planName, organizationName } = review.facts
      const cameBy = `${name}: ${products.join(', ')} with ${planName}`
      return { kindLabel: 'Access request', organizationName, emailConfirmed: true, cameBy }
    }
  }
}

/** "less than an hour", "5 hours", "3 days". */
export function ageLabel(ms: number): string {
  const hours = Math.floor(ms / hourMs)
  if (hours < 1) return 'less than an hour'
  return hours < 48 ? amountOf(hours, 'hour') : amountOf(Math.floor(hours / 24), 'day')
}

/** "72 hours" is "3 days", and "50 hours" no less than that. */
export const limitLabel = (hours: number): string =>
  hours % 24 === 0 && hours > 24 ? amountOf(hours / 24, 'day') : amountOf(hours, 'hour')

const amountOf = (amount: number, unit: string) => `${amount} ${unit}${amount === 1 ? '' : 's'}`
