import { Router } from '@solidjs/router'
import { render, screen, waitFor } from '@solidjs/testing-library'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import OverviewPage from '#client/admin/pages/overview-page.tsx'
import type { DayPlotProps } from '#client/features/plots/day-plot.tsx'
import { formatDay } from '#client/features/plots/days.ts'
import { overviewWords as words } from '#client/words/overview.ts'
import type { OverviewAnswer } from '#server/features/overview/schema.ts'
import type { Event } from '#server/realtime/events.ts'
import { refusal } from './refusal.ts'
import { expectAccessible } from './ui/axe.ts'

vi.setConfig({ testTimeout: 40_000 })

const server = vi.hoisted(() => ({
  answer: (): unknown => undefined,
  hear: undefined as ((event: Event) => void) | undefined,
  plots: new Map<string, DayPlotProps>(),
}))

vi.mock('#client/lib/api.ts', async (original) => ({
  ...(await original<object>()),
  api: { admin: { overview: { get: { query: async () => structuredClone(server.answer()) } } } },
}))
vi.mock('#client/features/auth/session.tsx', () => ({
  useSession: () => ({
    connection: {
      onEvent: (hear: (event: Event) => void) => {
        server.hear = hear
        return () => undefined
      },
      onRestart: () => () => undefined,
    },
  }),
}))
// jsdom draws nothing: what would be drawn is kept.
vi.mock('#client/features/plots/day-plot.tsx', () => ({
  default: (props: DayPlotProps) => {
    server.plots.set(props.series[0]!.label, props)
    return null
  },
}))

const none = { kind: 'organization' as const, count: 0, amber: 0, red: 0, oldest: null }
const overview: OverviewAnswer = {
  amberHours: 24,
  redHours: 72,
  waiting: [
    {
      kind: 'registration',
      count: 12,
      amber: 5,
      red: 2,
      oldest: {
        id: 'maria',
        name: 'Maria Lindqvist',
        requestedAt: new Date(Date.now() - 80 * 3_600_000).toISOString(),
      },
    },
    none,
    { ...none, kind: 'access' },
  ],
  asked: 3,
  days: Array.from({ length: 30 }, (_, n) => ({
    day: new Date(Date.UTC(2026, 9, 23 + n)).toISOString().slice(0, 10),
    arrived: n,
    decided: n % 7,
    medianSeconds: n % 7 === 0 ? null : n * 600,
  })),
  week: { decided: 20, medianSeconds: 7_800, ninetiethSeconds: 90_000 },
  month: { decided: 90, medianSeconds: 3_700, ninetiethSeconds: 86_400 },
  admins: [{ id: 'ana', name: 'Ana Moe', decided: 90, medianSeconds: 3_700 }],
  askAgainInMs: 60_000,
}
const clear: OverviewAnswer = {
  ...overview,
  asked: 0,
  waiting: overview.waiting.map(({ kind }) => ({ ...none, kind })),
}

const show = (answer: () => unknown) => {
  server.answer = answer
  return render(() => <Router root={() => <OverviewPage />} />)
}
/** A slow machine shows the same, later. Looked for by its words: by role, every cell of every table would be named first. */
const patience = { timeout: 15_000 }
async function figure(label: string, value: string): Promise<HTMLAnchorElement> {
  const link = (await screen.findByText(label, { selector: '.figure-label' }, patience)).closest('a')!
  await waitFor(() => expect(link.querySelector('.figure-value')?.textContent).toBe(value), patience)
  return link
}

beforeEach(() => {
  server.plots.clear()
  server.hear = undefined
})

describe('the overview', () => {
  it('leads from each figure to what it counts', async () => {
    const { container } = show(() => overview)
    expect((await figure('Waiting', '12')).getAttribute('href')).toBe('/admin/queue')
    expect((await figure('Waiting 24 h or more', '5')).getAttribute('href')).toBe('/admin/queue?age=amber')
    expect((await figure('Waiting 72 h or more', '2')).getAttribute('href')).toBe('/admin/queue?age=red')
    expect((await figure('Asked', '3')).getAttribute('href')).toBe('/admin/queue?state=asked')
    expect((await figure('Median time to decide', '2 h 10 min')).getAttribute('href')).toBe(
      '/admin/queue?state=decided',
    )
    const hrefs = [...container.querySelectorAll('.table a')].map((link) => link.getAttribute('href'))
    expect(hrefs).toContain('/admin/queue?kind=registration&age=red')
    expect(hrefs).toContain('/admin/queue/maria')
  })

  it('says in each table what its plot shows', async () => {
    const { container } = show(() => overview)
    await waitFor(() => expect(server.plots.size).toBe(2), patience)
    const rowsOf = (name: string) => {
      const table = [...container.querySelectorAll('table')].find((one) => one.caption?.textContent === name)!
      return [...table.tBodies[0]!.rows].map((row) => [...row.cells].map((cell) => cell.textContent))
    }
    const flow = server.plots.get('Arrived')!
    const pace = server.plots.get('Median')!
    const dayAt = (at: number) => formatDay(new Date(flow.days[at]! * 1000).toISOString().slice(0, 10))
    expect(flow.days).toEqual(pace.days)
    expect(rowsOf(words.flow.table)).toEqual(
      flow.days.map((_, n) => [dayAt(n), ...flow.series.map(({ values }) => String(values[n]))]),
    )
    expect(rowsOf(words.pace.table)).toEqual(
      pace.days.map((_, n) => [dayAt(n), words.durationOrNone(pace.series[0]!.values[n]!)]),
    )
    // Each says in a sentence what it shows.
    expect([...container.querySelectorAll('[role=img]')].map((image) => image.getAttribute('aria-label'))).toEqual([
      words.flow.summary(
        435,
        flow.series[1]!.values.reduce<number>((sum, one) => sum + one!, 0),
      ),
      words.pace.summary('1 h 1 min'),
    ])
  })

  it('follows what happens in the same links and plots', async () => {
    show(() => overview)
    const waiting = await figure('Waiting', '12')
    await waitFor(() => expect(server.plots.size).toBe(2), patience)
    const drawn = server.plots.get('Arrived')
    const days = overview.days.map((day, n) => (n === 29 ? { ...day, arrived: 99 } : day))
    server.answer = () => ({ ...overview, days, waiting: [{ ...overview.waiting[0]!, count: 13 }, none] })
    server.hear!({ kind: 'review.submitted' } as Event)
    await waitFor(() => expect(waiting.textContent).toContain('13'), patience)
    expect(server.plots.get('Arrived')).toBe(drawn)
    expect(drawn!.series[0]!.values.at(-1)).toBe(99)
  })

  it('enjoys that nothing waits', async () => {
    show(() => clear)
    await screen.findByText(words.waiting.clearTitle, {}, patience)
    expect((await figure('Waiting', '0')).textContent).toContain('all clear')
  })

  it('has nothing to show before anybody has come', async () => {
    show(() => ({ ...clear, days: clear.days.map((day) => ({ ...day, arrived: 0, decided: 0 })) }))
    await screen.findByText(words.quietTitle, {}, patience)
    expect(screen.queryByRole('table')).toBeNull()
  })

  it('says that it failed, and tries again', async () => {
    show(() => {
      throw refusal('TOO_BUSY')
    })
    await screen.findByText(words.failedTitle, {}, patience)
    server.answer = () => overview
    screen.getByRole('button', { name: 'Retry' }).click()
    await figure('Waiting', '12')
  })

  it('is accessible', async () => {
    const { container } = show(() => overview)
    await figure('Waiting', '12')
    await expectAccessible(container)
  })
})

describe('a duration', () => {
  it.each([
    [0, '0 s'],
    [59, '59 s'],
    [60, '1 min'],
    [3_599, '59 min'],
    [3_600, '1 h'],
    [7_850, '2 h 10 min'],
    [86_399, '23 h 59 min'],
    [86_400, '1 d'],
    [273_600, '3 d 4 h'],
  ])('of %i s reads %s', (seconds, text) => expect(words.duration(seconds)).toBe(text))
})
