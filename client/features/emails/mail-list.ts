// What belongs on the list of mails and where, the filter in the address, and the list as a table for spreadsheets. Pure.
import { idOf } from '#client/lib/id-of.ts'
import type { ListRules } from '#client/realtime/live-list.ts'
import { deliveryWords } from '#client/words/deliveries.ts'
import { templateNames } from '#emails/wording.ts'
import { mailStandings, standingOf } from '#server/features/emails/rules.ts'
import type { MailFilter, MailRow } from '#server/features/emails/schema.ts'
import { wordsOf } from '#server/features/reviews/rules.ts'
import { kindOfMail } from './mail-words.ts'

/** The filter as it stands in the address; the last four come by links. */
export interface MailSearch {
  q?: string | undefined
  standing?: string | undefined
  kind?: string | undefined
  person?: string | undefined
  organization?: string | undefined
  review?: string | undefined
  run?: string | undefined
}

const searchLengthMax = 100

/** Reads the address; what does not make sense there is left out. */
export function readMailFilter(search: MailSearch): MailFilter {
  return {
    q: search.q?.trim().slice(0, searchLengthMax) || undefined,
    standing: mailStandings.find((one) => one === search.standing),
    template: templateNames.find((one) => one === search.kind),
    account: idOf(search.person),
    organization: idOf(search.organization),
    review: idOf(search.review),
    run: idOf(search.run),
  }
}

/** The address of the list with a filter. */
export function mailsHref({ template, account, ...others }: MailFilter): string {
  const { q, standing, organization, review, run } = others
  const search: MailSearch = { q, standing, kind: template, person: account, organization, review, run }
  const set = Object.entries(search).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  return `/admin/emails${set.length > 0 ? `?${new URLSearchParams(set)}` : ''}`
}

export const isMailFiltered = (filter: MailFilter): boolean => Object.values(filter).some((one) => one !== undefined)

/** Those that the filter lets through, as the server does; the newest first. @param now epoch ms by the server's clock */
export function mailRules(filter: MailFilter, now: () => number): ListRules<MailRow> {
  const { standing, template, account, organization, review, run } = filter
  const words = wordsOf(filter.q ?? '')
  return {
    belongs: (mail) =>
      (standing === undefined || standingOf(mail, now()) === standing) &&
      (template === undefined || mail.template === template) &&
      (account === undefined || mail.account?.id === account) &&
      (organization === undefined || mail.organization?.id === organization) &&
      (review === undefined || mail.reviewId === review) &&
      (run === undefined || mail.runId === run) &&
      words.every((word) => searchTextOf(mail).includes(word)),
    placeOf: (mail) => ({ at: mail.createdAt, id: mail.id }),
    order: 'newest-first',
  }
}

const searchTextOf = ({ toName, toAddress, subject }: MailRow): string =>
  `${toName} ${toAddress} ${subject ?? ''}`.toLowerCase()

/** The export's lines, titles first. Instants stay ISO, which every spreadsheet reads. */
export function exportLines(mails: readonly MailRow[], now: number): string[][] {
  return [
    deliveryWords.list.columns,
    ...mails.map((mail) => [
      mail.toName,
      mail.toAddress,
      mail.subject ?? '',
      kindOfMail(mail),
      deliveryWords.standings[standingOf(mail, now)],
      String(mail.attempts),
      mail.response ?? '',
      mail.createdAt,
      mail.sentAt ?? '',
      mail.organization?.name ?? '',
    ]),
  ]
}
