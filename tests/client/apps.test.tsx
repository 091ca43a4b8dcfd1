import { render, screen } from '@solidjs/testing-library'
import { createRoot } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import { afterEach, describe, expect, it, test, vi } from 'vitest'
import { AppAccess } from '#client/features/apps/app-access.tsx'
import { appSettings, settingsOf, teamsFor, theirsOf, visibilitiesFor } from '#client/features/apps/app-edit.ts'
import { appRules, audienceOf } from '#client/features/apps/app-list.ts'
import { createAppDetail } from '#client/features/apps/create-apps.ts'
import type { Connection } from '#client/realtime/connection.ts'
import type { AppDetail, PendingAccess } from '#server/features/apps/schema.ts'
import type { CredentialRow } from '#server/features/credentials/schema.ts'
import type { Event } from '#server/realtime/events.ts'
import { refusal } from './refusal.ts'

const get = vi.hoisted(() => vi.fn())
vi.mock('#client/lib/api.ts', async (original) => ({
  ...(await original<object>()),
  api: { portal: { apps: { get: { query: get } } } },
}))
afterEach(() => void vi.useRealTimers())

const fleet = { id: 'fleet', slug: 'fleet', name: 'Fleet' }
const request: PendingAccess = {
  id: 'request',
  reviewId: 'review',
  state: 'pending',
  version: 1,
  catalogueName: 'Open catalogue',
  plan: null,
  products: [fleet],
  reason: 'For the wall.',
  rejection: null,
  question: null,
  requestedAt: '2026-11-21T12:00:00.000Z',
  requestedBy: { id: 'sara', name: 'Sara Lindqvist' },
}
const credential: CredentialRow = {
  id: 'credential',
  appId: 'app',
  state: 'live',
  catalogueName: 'Open catalogue',
  plan: null,
  products: [{ ...fleet, baseUrls: [] }],
  keys: [{ id: 'key', lastFour: 'a3F9', issuedAt: '2026-11-21T12:01:00.000Z', worksUntil: null, lastUsedAt: null }],
  issuedAt: '2026-11-21T12:01:00.000Z',
  expiresAt: null,
  revokedAt: null,
  version: 1,
}
const app: AppDetail = {
  id: 'app',
  name: 'Fleet cockpit',
  description: '',
  visibility: 'organization',
  team: null,
  organization: { id: 'acme', name: 'Acme', isDefault: false },
  owner: { id: 'sara', name: 'Sara Lindqvist' },
  credentials: 0,
  pending: 1,
  nextExpiry: null,
  createdAt: '2026-11-21T12:00:00.000Z',
  version: 1,
  redirectUrls: ['https://a.example/back'],
  approved: [],
  requests: [request],
  history: [],
}

/** Shows an app as its page holds it: in a store that a fresh fetch is written into. */
function show(shown = app) {
  const [live, setLive] = createStore({ value: structuredClone(shown) })
  render(() => (
    <>
      <button>elsewhere</button>
      <AppAccess app={live.value} me={{ id: 'sara', email: 'sara@dev.example' }} />
    </>
  ))
  return (now: Partial<AppDetail>) =>
    setLive('value', reconcile(structuredClone({ ...shown, ...now }), { key: 'id', merge: false }))
}
const said = () => screen.getAllByRole('status').map(({ textContent }) => textContent)

describe('access', () => {
  it('turns from a request into a key without a reload, says so, and leaves the focus where it is', () => {
    const hear = show()
    screen.getByRole('button', { name: 'elsewhere' }).focus()
    hear({ version: 2, requests: [{ ...request, state: 'approved', version: 2 }] })
    screen.getByText(/The key follows in a few seconds\.$/, { selector: '.request p' })
    expect(screen.queryByRole('button', { name: 'Withdraw' })).toBeNull()
    hear({ version: 3, requests: [], approved: [credential] })
    screen.getByRole('button', { name: 'Reveal' })
    screen.getByText('Nothing waits for a decision.')
    expect(said()).toContain('Access to Fleet is approved, and the key is here.')
    expect(document.activeElement?.textContent).toBe('elsewhere')
  })

  it('gives the focus to the heading when what had it goes', async () => {
    const hear = show()
    screen.getByRole('button', { name: 'Withdraw' }).focus()
    hear({ version: 2, requests: [], approved: [credential] })
    await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('Pending access'))
  })

  it('keeps a card as it is while others change: what is revealed stays on the screen', () => {
    const hear = show({ ...app, approved: [credential], requests: [] })
    const reveal = screen.getByRole('button', { name: 'Reveal' })
    hear({ version: 2, approved: [{ ...credential, id: 'other' }, structuredClone(credential)], requests: [] })
    expect(reveal.isConnected).toBe(true)
  })

  it('says why it was not approved, and where to ask again', () => {
    const hear = show()
    hear({ version: 2, requests: [{ ...request, state: 'rejected', rejection: 'Which wall?' }] })
    screen.getByText('Which wall?')
    expect(screen.getByRole('link', { name: 'Request again' }).getAttribute('href')).toBe('/products/fleet')
    expect(said()).toContain('Access to Fleet was not approved.')
  })

  it('tells of a key that was rotated or ended by somebody else', () => {
    const hear = show({ ...app, approved: [credential], requests: [] })
    const rotated = { ...credential, keys: [{ ...credential.keys[0]!, id: 'next' }, ...credential.keys] }
    hear({ version: 2, approved: [rotated], requests: [] })
    expect(said()).toContain('There is a new key for Fleet.')
    hear({ version: 3, approved: [{ ...credential, state: 'revoked', keys: [] }], requests: [] })
    expect(said()).toContain('The key for Fleet does not work any more.')
    screen.getByText('No key works at the moment. As soon as a request is approved, its key appears here.')
    screen.getByText('Ended access (1)')
  })
})

/** An app's page without the page. */
function follow() {
  const heard: ((event: Event) => void)[] = []
  const connection = {
    onEvent: (listener: (event: Event) => void) => (heard.push(listener), () => undefined),
    onRestart: () => () => undefined,
  } as unknown as Connection
  return createRoot((end) => ({
    detail: createAppDetail(connection, () => 'app'),
    hear: (event: Event) => heard.forEach((listener) => listener(event)),
    end,
  }))
}

test('an app that one audience has lost is gone only when the reader does not see it by another', async () => {
  vi.useFakeTimers()
  get.mockResolvedValue(app)
  const { detail, hear, end } = follow()
  await vi.advanceTimersByTimeAsync(0)
  hear({ kind: 'app.deleted', appId: 'app' })
  await vi.advanceTimersByTimeAsync(1_500)
  expect(get).toHaveBeenCalledTimes(2)
  expect(detail.isGone()).toBe(false)
  get.mockRejectedValue(refusal('NOT_FOUND'))
  hear({ kind: 'app.deleted', appId: 'app' })
  await vi.advanceTimersByTimeAsync(1_500)
  expect(detail.isGone()).toBe(true)
  expect(detail.value?.name).toBe('Fleet cockpit')
  end()
})

test('an old key is gone from the page in its second, without an event', async () => {
  vi.useFakeTimers({ now: Date.parse('2026-11-21T12:59:58.000Z') })
  const old = { ...credential.keys[0]!, id: 'old', worksUntil: '2026-11-21T13:00:00.000Z' }
  get.mockReset().mockResolvedValueOnce({ ...app, approved: [{ ...credential, keys: [...credential.keys, old] }] })
  get.mockResolvedValue({ ...app, version: 2, approved: [credential] })
  const { detail, end } = follow()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(detail.value?.approved[0]?.keys).toHaveLength(2)
  await vi.advanceTimersByTimeAsync(3_000)
  expect(detail.value?.approved[0]?.keys).toHaveLength(1)
  end()
})

describe('who sees an app', () => {
  it('is said in words', () => {
    expect(audienceOf(app)).toBe('Your organization')
    expect(audienceOf({ ...app, visibility: 'team', team: { id: 't', name: 'Dispatch' } })).toBe('Team Dispatch')
    expect(audienceOf({ ...app, visibility: 'personal' })).toBe('Only you')
    expect(audienceOf({ ...app, visibility: 'personal', owner: null })).toBe('Super admins')
  })

  it('offers only what the server allows', () => {
    expect(visibilitiesFor(app, 'sara', true)).toEqual(['personal', 'team', 'organization'])
    expect(visibilitiesFor(app, 'erik', true)).toEqual(['team', 'organization'])
    expect(visibilitiesFor(app, 'erik', false)).toEqual(['organization'])
    expect(visibilitiesFor({ ...app, visibility: 'personal', owner: null }, 'ada', true)).toContain('personal')
    const single = { ...app, organization: { ...app.organization, isDefault: true } }
    expect(visibilitiesFor(single, 'sara', true)).toEqual([])
  })

  it('keeps a team that the reader is not in', () => {
    const inDispatch = { ...app, visibility: 'team' as const, team: { id: 'dispatch', name: 'Dispatch' } }
    const own = { id: 'night', name: 'Night', isOwn: true }
    expect(teamsFor(inDispatch, [own])).toEqual([{ id: 'dispatch', name: 'Dispatch', isOwn: false }, own])
    expect(teamsFor(app, [own])).toEqual([own])
  })

  it('sends a team only where one is meant', () => {
    const typed = { ...settingsOf(app), teamId: '00000000-0000-4000-8000-000000000001' }
    expect(appSettings.parse(typed)).toMatchObject({ visibility: 'organization', teamId: null })
    expect(appSettings.parse({ ...typed, visibility: 'team' })).toMatchObject({ teamId: typed.teamId })
  })

  it('is named when somebody else has chosen it meanwhile', () => {
    const now = { ...app, name: 'Cockpit', visibility: 'team' as const, team: { id: 't', name: 'Dispatch' } }
    expect(theirsOf(now, ['name', 'visibility', 'teamId', 'description'])).toEqual([
      'App name: Cockpit',
      'Visibility: Team',
      'Team: Dispatch',
      'Description: none',
    ])
  })
})

test('the list has what the search finds, by name', () => {
  const { belongs, placeOf } = appRules({ search: 'WALL' })
  expect(belongs(app)).toBe(false)
  expect(belongs({ ...app, description: 'On the wall.' })).toBe(true)
  expect(placeOf(app)).toEqual({ at: 'fleet cockpit', id: 'app' })
})
