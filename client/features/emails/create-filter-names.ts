// The names of those whose mails, or about whom, the list shows: the address carries ids.
import { createEffect, createSignal, on, type Accessor } from 'solid-js'
import { api } from '#client/lib/api.ts'
import { deliveryWords } from '#client/words/deliveries.ts'
import type { MailFilter, MailRow } from '#server/features/emails/schema.ts'
import type { MailSearch } from './mail-list.ts'

type LinkedKey = 'account' | 'organization' | 'review' | 'run'

/** What comes into the filter by a link alone, and what it is called in the address. */
export const linkedFilters: { key: LinkedKey; inAddress: keyof MailSearch }[] = [
  { key: 'account', inAddress: 'person' },
  { key: 'organization', inAddress: 'organization' },
  { key: 'review', inAddress: 'review' },
  { key: 'run', inAddress: 'run' },
]

/** A mail names most of them; else they are asked for. */
export function createFilterNames(filter: Accessor<MailFilter>, rows: Accessor<readonly MailRow[]>) {
  const person = createName(
    () => filter().account,
    async (id) => {
      const { firstName, lastName } = await api.admin.users.get.query({ id })
      return `${firstName} ${lastName}`
    },
  )
  const organization = createName(
    () => filter().organization,
    async (id) => (await api.admin.organizations.get.query({ id })).name,
  )
  const review = createName(
    () => filter().review,
    async (id) => {
      const { facts } = await api.admin.reviews.get.query({ id })
      return 'name' in facts ? facts.name : `${facts.firstName} ${facts.lastName}`
    },
  )
  const found: Record<LinkedKey, () => string | undefined> = {
    account: () => rows().find(({ account }) => account?.id === filter().account)?.toName ?? person(),
    organization,
    review,
    run: () => undefined,
  }
  return (key: LinkedKey): string => found[key]() ?? deliveryWords.filters.unnamed[key]
}

/** The name of one; undefined until it is known, and of what is gone. */
function createName(id: Accessor<string | undefined>, fetch: (id: string) => Promise<string>) {
  const [name, setName] = createSignal<string>()
  createEffect(
    on(id, (asked) => {
      setName(undefined)
      if (asked === undefined) return
      fetch(asked).then(
        (known) => {
          if (asked === id()) setName(known)
        },
        // Staff have no page of a user, and whoever is deleted has none any more.
        () => undefined,
      )
    }),
  )
  return name
}
