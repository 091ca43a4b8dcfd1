import type { Database, Tx } from '#db/database.ts'
import { queueMail } from '#server/features/emails/commands.ts'
import type { ReviewFacts } from './schema.ts'

const listedMax = 20

type Waiting = ReviewFacts & { id: string; requestedAt: Date }

/** Tells owners and approvers, in one mail each, of every pending review that they have not been told of. */
export async function announceReviews(database: Database): Promise<void> {
  await database.inTransaction(async (tx) => {
    const waiting = await tx<Waiting[]>`
      update reviews set announced_at = now() where state = 'pending' and announced_at is null
      returning id, kind, facts, requested_at`
    if (waiting.length === 0) return
    waiting.sort((a, b) => a.requestedAt.getTime() - b.requestedAt.getTime())
    for (const staff of await listStaff(tx)) {
      await queueMail(
        tx,
        'reviews-waiting',
        { accountId: staff.id, name: `${staff.firstName} ${staff.lastName}`, address: staff.email },
        { firstName: staff.firstName, count: waiting.length, reviews: waiting.slice(0, listedMax).map(toFacts) },
      )
    }
  })
}

const listStaff = (tx: Tx) => tx<{ id: string; firstName: string; lastName: string; email: string }[]>`
  select id, first_name, last_name, email from accounts
   where kind = 'staff' and staff_role in ('owner', 'approver') and gets_queue_mails and (password_hash is not null or invited_at is null) and deactivated_at is null
   order by id`

function toFacts(review: Waiting) {
  const { id, facts, requestedAt } = review
  return {
    id,
    name: `${facts.firstName} ${facts.lastName}`,
    email: facts.email,
    requestedAt: requestedAt.toISOString(),
    earlier: facts.earlier,
    ...kindFactsOf(review),
  }
}

/** What the mail says of each kind, beside who asks. Only who has confirmed the address may ask for an organization, or for access. */
function kindFactsOf(review: Waiting) {
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
