// The lists of organizations, teams, users and members as their pages hold them: what events carry, and what is asked for again.
import { expect } from 'vitest'
import { dropMember, putMember } from '#client/features/members/member-list.ts'
import { movesCounts, placeRules, type PlaceRow } from '#client/features/organizations/place-list.ts'
import { isTeamGone } from '#client/features/teams/create-team-detail.ts'
import { deletedVersion, movesPeople, userRules } from '#client/features/users/user-list.ts'
import { putRow, releaseHeld, settleList, startList, type ListRules, type Page } from '#client/realtime/live-list.ts'
import type { MemberRow } from '#server/features/members/schema.ts'
import type { OrganizationRow } from '#server/features/organizations/schema.ts'
import type { TeamRow } from '#server/features/teams/schema.ts'
import type { UserRow } from '#server/features/users/schema.ts'
import type { Event } from '#server/realtime/events.ts'
import { publish } from '#server/realtime/publish.ts'
import type { clientOf, Portal } from './portal.ts'
import { openStarted, type Tab } from './portal.ts'

type Api = ReturnType<typeof clientOf>

interface Watched<R> {
  name: string
  fetch: (api: Api) => Promise<Page<R>>
  rules: ListRules<R>
  rowOf: (event: Event) => R | undefined
  isDeletion: (event: Event, row: R) => boolean
  /** Whether the page asks again after this event. */
  refetches: (event: Event) => boolean
  /** Whether the page knows nothing of its rows after this event but that they are there, until it has asked again. */
  forgets?: (event: Event) => boolean
  /** What of a row the events alone keep right, beside what is asked for again. */
  carried: (row: R) => unknown
}

const everything = {
  search: undefined,
  state: undefined,
  organizationId: undefined,
  teamId: undefined,
  role: undefined,
}
const named = ({ id, name, version }: PlaceRow) => ({ id, name, version })

const organizations: Watched<OrganizationRow> = {
  name: 'organizations',
  fetch: (api) => api.admin.organizations.list.query({}),
  rules: placeRules(() => true),
  rowOf: (event) => ('organization' in event ? event.organization : undefined),
  isDeletion: (event, { id }) => event.kind === 'organization.deleted' && event.organizationId === id,
  refetches: movesCounts,
  carried: named,
}
const teams: Watched<TeamRow> = {
  name: 'teams',
  fetch: (api) => api.admin.teams.list.query({}),
  rules: placeRules(() => true),
  rowOf: (event) => ('team' in event ? event.team : undefined),
  isDeletion: isTeamGone,
  refetches: movesCounts,
  carried: named,
}
const users: Watched<UserRow> = {
  name: 'users',
  fetch: (api) => api.admin.users.list.query({}),
  rules: userRules(everything),
  rowOf: (event) => ('user' in event ? event.user : undefined),
  isDeletion: (event, { id }) => event.kind === 'user.deleted' && event.userId === id,
  // The decision of a registration looks its person up.
  refetches: (event) => movesPeople(event) || ('review' in event && event.review.kind === 'registration'),
  // Where people are after an organization or a team has gone, only a fresh fetch tells.
  forgets: ({ kind }) => kind === 'organization.deleted' || kind === 'team.deleted',
  carried: ({ id, email, organization, role }) => ({ id, email, organization: organization.id, role }),
}

/** Runs an action while an admin and a member watch, and expects each list to have become what a fresh query returns. */
export async function expectPlacesConverge(
  portal: Portal,
  admin: { cookie: string; api: Api },
  member: { cookie: string; api: Api },
  act: () => Promise<unknown>,
): Promise<void> {
  const tabs = [await openStarted(portal, admin.cookie), await openStarted(portal, member.cookie)] as const
  const checks = [
    await watch(admin.api, organizations, tabs[0]),
    await watch(admin.api, teams, tabs[0]),
    await watch(admin.api, users, tabs[0]),
    await watchMembers(member.api, tabs[1]),
  ]
  await act()
  const mark = crypto.randomUUID()
  await portal.database.inTransaction((tx) => publish(tx, 'everyone', { kind: 'account.confirmed', accountId: mark }))
  const isMark = (event: Event) => event.kind === 'account.confirmed' && event.accountId === mark
  for (const tab of tabs) await tab.until(({ events }) => events.some(isMark))
  for (const check of checks) await check()
  for (const tab of tabs) await tab.close()
}

async function watch<R extends { id: string; version: number }>(api: Api, watched: Watched<R>, tab: Tab) {
  const { name, rules, carried } = watched
  const list = startList(await watched.fetch(api))
  return async () => {
    for (const event of tab.events) {
      for (const { row } of list.lines)
        if (watched.isDeletion(event, row)) putRow(list, rules, { ...row, version: deletedVersion }, 0)
      const row = watched.rowOf(event)
      if (row) putRow(list, rules, row, 0, true)
    }
    settleList(list, rules, { now: 0, isHeld: () => false, isCalm: true, isExpected: () => true })
    releaseHeld(list, rules, 0)
    const held = list.lines.map(({ row }) => row)
    const fresh = (await watched.fetch(api)).rows
    const isAskedAgain = tab.events.some(watched.refetches)
    // A row that is renamed stays where it is, under the hand, until the list is fetched again.
    const hasForgotten = tab.events.some((event) => watched.forgets?.(event))
    const kept = hasForgotten ? ({ id }: R) => id : carried
    const byId = (rows: readonly R[]) => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(kept)
    if (isAskedAgain) expect(byId(held), name).toEqual(byId(fresh))
    else expect(held, name).toEqual(fresh)
  }
}

async function watchMembers(api: Api, tab: Tab) {
  const list = await api.portal.members.list.query({})
  return async () => {
    for (const event of tab.events) {
      if (event.kind === 'member.changed') putMember(list, event.member, '')
      else if (event.kind === 'member.removed') dropMember(list, event.memberId)
    }
    const fresh = await api.portal.members.list.query({})
    const isAskedAgain = tab.events.some(({ kind }) => kind === 'own-organization.changed')
    const inOrder = (rows: MemberRow[]) =>
      rows
        .map((row) => (isAskedAgain ? { ...row, teams: [], version: 0 } : row))
        .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    expect(inOrder(list.rows), 'members').toEqual(inOrder(fresh.rows))
    if (!isAskedAgain) expect(list.teams, 'own teams').toEqual(fresh.teams)
  }
}
