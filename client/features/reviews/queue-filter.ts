// What a queue shows, and how the address says it. Pure.
import {
  queueSorts,
  queueStates,
  type QueueSort,
  type QueueState,
  type ReviewFilter,
  type ReviewKind,
} from '#server/features/reviews/schema.ts'

/** What the tabs, the search and the filters choose, and in which order. */
export type QueueFilter = ReviewFilter & { sort: QueueSort }

const usualSort = (state: QueueState): QueueSort => (state === 'decided' ? 'newest' : 'oldest')
export const isUsualSort = ({ state, sort }: QueueFilter): boolean => sort === usualSort(state)
const searchLengthMax = 100

/** Fills in what is usual, and leaves out what makes no sense with the rest. */
export function queueOf(some: Partial<QueueFilter>): QueueFilter {
  const { kind, state = 'pending', search = '', sort = usualSort(state), confirmed, age, claimed, decidedBy } = some
  return {
    kind,
    state,
    search,
    sort,
    // Who asks for an organization or for access has confirmed the address.
    confirmed: kind === undefined || kind === 'registration' ? confirmed : undefined,
    age: state === 'decided' ? undefined : age,
    claimed: state === 'pending' ? claimed : undefined,
    decidedBy: state === 'decided' ? decidedBy : undefined,
  }
}

/** Another state has its own usual order. */
export const changeQueue = (filter: QueueFilter, change: Partial<QueueFilter>): QueueFilter =>
  queueOf({ ...filter, ...(change.state !== undefined && { sort: undefined }), ...change })

/** The filter as it stands in the address. */
export type QueueSearch = Partial<Record<'kind' | 'state' | 'q' | 'email' | 'age' | 'claimed' | 'by' | 'sort', string>>

const oneOf = <T extends string>(values: readonly T[], text: string | undefined) => values.find((one) => one === text)

/** Reads the address; what does not make sense there is left out. */
export function readQueueFilter(search: QueueSearch, kinds: readonly ReviewKind[]): QueueFilter {
  const email = oneOf(['yes', 'no'], search.email)
  return queueOf({
    kind: oneOf(kinds, search.kind),
    state: oneOf(queueStates, search.state),
    search: search.q?.trim().slice(0, searchLengthMax).trim(),
    sort: oneOf(queueSorts, search.sort),
    confirmed: email && email === 'yes',
    age: oneOf(['amber', 'red'], search.age),
    claimed: oneOf(['nobody', 'me'], search.claimed),
    decidedBy: oneOf(['me'], search.by),
  })
}

/** Writes into the address what is not as usual; two filters that say the same are written the same. */
export function writeQueueFilter(filter: QueueFilter): string {
  const { kind, state, search, sort, confirmed, age, claimed, decidedBy } = filter
  const said: QueueSearch = {
    ...(kind && { kind }),
    ...(state !== 'pending' && { state }),
    ...(search && { q: search }),
    ...(confirmed !== undefined && { email: confirmed ? 'yes' : 'no' }),
    ...(age && { age }),
    ...(claimed && { claimed }),
    ...(decidedBy && { by: decidedBy }),
    ...(!isUsualSort(filter) && { sort }),
  }
  return new URLSearchParams(said).toString()
}

/** What *Clear* takes away: all but the tab, the state and the order. */
export const noFilters = {
  search: '',
  confirmed: undefined,
  age: undefined,
  claimed: undefined,
  decidedBy: undefined,
} satisfies Partial<QueueFilter>

/** How many of the filters behind *More filters* are set. */
export const countMore = ({ confirmed, age, claimed, decidedBy }: QueueFilter): number =>
  [confirmed, age, claimed, decidedBy].filter((one) => one !== undefined).length

/** Whether there is something to clear. */
export const isFiltered = (filter: QueueFilter): boolean => filter.search !== '' || countMore(filter) > 0
