// Finding anything by its name or address, with the searches of the lists: one query a kind, the first few of each.
import type { Db } from '#db/database.ts'
import { listApps } from '#server/features/apps/queries.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { listCodes } from '#server/features/invite-codes/queries.ts'
import { listOrganizations } from '#server/features/organizations/queries.ts'
import { listProducts } from '#server/features/products/queries.ts'
import { listReviews } from '#server/features/reviews/queries.ts'
import type { ReviewRow } from '#server/features/reviews/schema.ts'
import { listUsers } from '#server/features/users/queries.ts'
import type { Found, FoundKind } from './schema.ts'

/** Of each kind; the lists have the rest. */
const most = 5

/** Finds at most five of each kind, waiting reviews first. */
export async function find(db: Db, actor: Actor, search: string): Promise<Found[]> {
  const waiting = { state: 'pending', search } as const
  const found = await Promise.all([
    listReviews(db, waiting, actor.accountId, most).then(ofKind('review', nameReview)),
    listUsers(db, { search }, most).then(
      ofKind('user', ({ firstName, lastName, email }) => [`${firstName} ${lastName}`, email]),
    ),
    listOrganizations(db, { search }, most).then(ofKind('organization', ({ name }) => [name, ''])),
    listApps(db, actor, { search }, most).then(ofKind('app', ({ name, organization }) => [name, organization.name])),
    listCodes(db, { search }, most).then(ofKind('code', ({ name, code }) => [name, code])),
    listProducts(db, { search }, most).then(ofKind('product', ({ name, summary }) => [name, summary])),
  ])
  return found.flat()
}

const ofKind =
  <R extends { id: string }>(kind: FoundKind, describe: (row: R) => [name: string, hint: string]) =>
  ({ rows }: { rows: R[] }): Found[] =>
    rows.map((row) => {
      const [name, hint] = describe(row)
      return { kind, id: row.id, name, hint }
    })

/** By who asks, or what for; then by the address. */
const nameReview = ({ facts }: ReviewRow): [string, string] => [
  'name' in facts ? facts.name : `${facts.firstName} ${facts.lastName}`,
  facts.email,
]
