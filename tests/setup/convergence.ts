// The proof that there is one path to the screen: what a tab held before, plus the events it heard, equals a fresh query.
import { expect } from 'vitest'
import { putRow, releaseHeld, settleList, startList, type ListRules, type Page } from '#client/realtime/live-list.ts'
import type { Event } from '#server/realtime/events.ts'
import { publish } from '#server/realtime/publish.ts'
import { openStarted, type Portal } from './portal.ts'

/** A list as a page of ours holds it: the very rules that the client uses. */
export interface WatchedList<R extends { id: string; version: number } = never> {
  name: string
  fetch: () => Promise<Page<R>>
  rules: ListRules<R>
  /** the row an event carries for this list */
  rowOf: (event: Event) => R | undefined
}

/** Runs an action while a tab watches, and expects each list to have become what a fresh query returns. */
export async function expectConvergence(
  portal: Portal,
  cookie: string,
  lists: readonly WatchedList[],
  act: () => Promise<unknown>,
): Promise<void> {
  const tab = await openStarted(portal, cookie)
  const held = await Promise.all(lists.map(async (list) => startList(await list.fetch())))
  await act()
  // Whatever the action said comes before this mark in the order of commits.
  const mark = crypto.randomUUID()
  const isMark = (event: Event) => event.kind === 'account.confirmed' && event.accountId === mark
  await portal.database.inTransaction((tx) => publish(tx, 'admins', { kind: 'account.confirmed', accountId: mark }))
  await tab.until(({ events }) => events.some(isMark))
  for (const [n, { name, fetch, rules, rowOf }] of lists.entries()) {
    const list = held[n]!
    for (const event of tab.events) {
      const row = rowOf(event)
      if (row) putRow(list, rules, row, 0, true)
    }
    settleList(list, rules, { now: 0, isHeld: () => false, isCalm: true, isExpected: () => true })
    releaseHeld(list, rules, 0)
    const fresh = await fetch()
    expect(
      list.lines.map(({ row }) => row),
      name,
    ).toEqual(fresh.rows)
  }
  await tab.close()
}
