import { fireEvent, render, screen } from '@solidjs/testing-library'
import { createSignal } from 'solid-js'
import { expect, test, vi } from 'vitest'
import { SessionContext, type Session } from '#client/features/auth/session.tsx'
import type { DecisionFailure, Decisions } from '#client/features/reviews/create-decisions.ts'
import { conflictSentence } from '#client/features/reviews/conflict-sentence.ts'
import { ReviewPane } from '#client/features/reviews/review-pane.tsx'
import { toFailure } from '#client/lib/api.ts'
import type { RefusalCode } from '#server/refusals.ts'
import type { DetailOf, OrganizationAbout } from '#server/features/reviews/schema.ts'
import { refusal } from './refusal.ts'

type Detail = DetailOf<'organization'>
let reviews = 0

function request(about: Partial<OrganizationAbout> = {}, more: Partial<Detail> = {}): Detail {
  return {
    id: `review-${++reviews}`,
    kind: 'organization',
    state: 'pending',
    version: 1,
    facts: { name: 'Acme', firstName: 'Jonas', lastName: 'Weber', email: 'jonas@acme.example', earlier: 0 },
    requesterId: 'jonas',
    requestedAt: '2026-11-01T09:00:00.000Z',
    decidedAt: null,
    decidedBy: null,
    reason: null,
    undoUntil: null,
    question: null,
    messages: [],
    earlierReviews: [],
    history: [],
    canDecide: true,
    about: {
      kind: 'organization',
      taken: null,
      similar: [],
      sameDomain: [],
      openRequests: [],
      requester: {
        memberSince: '2026-10-01T09:00:00.000Z',
        organization: { id: 'home', name: 'Default organization' },
        teams: ['Default organization All users', 'Partners'],
      },
      made: null,
      mails: 1,
      ...about,
    },
    ...more,
  }
}

const failed = (code: RefusalCode, more: Partial<DecisionFailure> = {}): DecisionFailure => ({
  review: request(),
  decision: { act: 'approve' },
  failure: toFailure(refusal(code)),
  winner: undefined,
  retry: undefined,
  ...more,
})

const connection = { onEvent: () => () => undefined, onRestart: () => () => undefined, state: {} }
const session = { connection } as unknown as Session

function open(detail: Detail) {
  const [failure, setFailure] = createSignal<DecisionFailure>()
  const decide = vi.fn(async () => failure() === undefined)
  const decisions = { busy: () => undefined, undoable: () => undefined, failure, decide } as unknown as Decisions
  render(() => (
    <SessionContext.Provider value={session}>
      <ReviewPane
        row={detail}
        detail={detail}
        decisions={decisions}
        role="approver"
        ownId="ana"
        isDown={false}
        hrefOf={(id) => `/admin/queue/${id}`}
        onClose={() => undefined}
      />
    </SessionContext.Provider>
  ))
  return { decide, setFailure }
}
const name = () => screen.getByLabelText<HTMLInputElement>('Organization name')
const approve = () => fireEvent.click(screen.getByRole('button', { name: 'Approve' }))

test('says who asks from where, and what approving will do', () => {
  open(request())
  expect(screen.getByRole('link', { name: 'Jonas Weber' }).getAttribute('href')).toBe('/admin/users/jonas')
  expect(screen.getByText(/\/ All users, Partners/)).toBeTruthy()
  const lines = screen.getAllByRole('listitem').map((line) => line.textContent)
  expect(lines).toEqual([
    'make the organization “Acme” and its team “Acme All users”',
    'move Jonas there from Default organization, as super admin',
    'send 1 mail: “Your organization Acme is approved”, once the time to undo is over',
  ])
})

test('approves under the name asked for without naming it, and under another one when it was typed', () => {
  const { decide } = open(request())
  expect(name().value).toBe('Acme')
  fireEvent.input(name(), { target: { value: ' Acme ' } })
  approve()
  expect(decide).toHaveBeenLastCalledWith(expect.anything(), { act: 'approve' })
  fireEvent.input(name(), { target: { value: 'Acme Labs' } })
  expect(screen.getByText('make the organization “Acme Labs” and its team “Acme Labs All users”')).toBeTruthy()
  approve()
  expect(decide).toHaveBeenLastCalledWith(expect.anything(), { act: 'approve', organizationName: 'Acme Labs' })
})

test('an empty name is not sent: the field says why and takes the focus', () => {
  const { decide } = open(request())
  fireEvent.input(name(), { target: { value: '  ' } })
  approve()
  expect(decide).not.toHaveBeenCalled()
  expect(name().getAttribute('aria-invalid')).toBe('true')
  expect(document.activeElement).toBe(name())
})

test('a taken name is said above the facts and at the field, before the press; another one is not', () => {
  open(request({ taken: { id: 'acme', name: 'ACME', members: 3 } }))
  expect(screen.getByText('This name is taken')).toBeTruthy()
  expect(screen.getByRole('link', { name: 'ACME' }).getAttribute('href')).toBe('/admin/organizations/acme')
  expect(name().getAttribute('aria-invalid')).toBe('true')
  fireEvent.input(name(), { target: { value: 'Acme Labs' } })
  expect(name().getAttribute('aria-invalid')).toBeNull()
})

test('the server’s refusal of a name stands at the field until another one is typed', async () => {
  const detail = request()
  const { setFailure } = open(detail)
  fireEvent.input(name(), { target: { value: 'Taken Ltd' } })
  setFailure(
    failed('ORGANIZATION_NAME_TAKEN', { review: detail, decision: { act: 'approve', organizationName: 'Taken Ltd' } }),
  )
  approve()
  await vi.waitFor(() => expect(document.activeElement).toBe(name()))
  expect(screen.getByText('“Taken Ltd” is taken. Choose another name.')).toBeTruthy()
  expect(screen.queryByText(/Its review lets you/)).toBeNull()
  fireEvent.input(name(), { target: { value: 'Free Ltd' } })
  expect(name().getAttribute('aria-invalid')).toBeNull()
})

test('lists what has to do with it, each with the way there', () => {
  open(
    request(
      {
        similar: [{ id: 's', name: 'Acme Labs', members: 1 }],
        sameDomain: [{ id: 'd', name: 'Rockets', members: 12 }],
        openRequests: [{ id: 'other', name: 'Acmee', requester: 'Li Wei' }],
      },
      {
        earlierReviews: [
          {
            id: 'e',
            state: 'rejected',
            name: 'Acne',
            requestedAt: '2026-10-02T09:00:00.000Z',
            decidedAt: '2026-10-02T10:00:00.000Z',
            decidedBy: { id: 'ben', name: 'Ben Kline' },
            reason: 'A joke?',
          },
        ],
        history: [
          { at: '2026-11-01T09:00:00.000Z', action: 'review.submitted', actor: null, reason: null },
          {
            at: '2026-11-01T09:01:00.000Z',
            action: 'review.withdrawn',
            actor: { id: 'jonas', name: 'Jonas Weber' },
            reason: null,
          },
        ],
      },
    ),
  )
  const hrefOf = (link: RegExp) => screen.getByRole('link', { name: link }).getAttribute('href')
  expect(hrefOf(/^Acme Labs$/)).toBe('/admin/organizations/s')
  expect(hrefOf(/^Rockets$/)).toBe('/admin/organizations/d')
  expect(hrefOf(/^Acmee$/)).toBe('/admin/queue/other')
  expect(hrefOf(/^Acne, Ben Kline/)).toBe('/admin/queue/e')
  const history = screen.getByRole('region', { name: 'History' }).textContent
  expect(history).toContain('Jonas withdrew it')
  expect(history).toContain('Jonas asked for this organization')
})

test('once approved it leads to the organization that was made, and says under which name', () => {
  const facts = { ...request().facts, approvedName: 'Acme Labs' }
  const decided = {
    state: 'approved',
    decidedAt: '2026-11-01T10:00:00.000Z',
    decidedBy: { id: 'ana', name: 'Ana' },
  } as const
  open(request({ made: { id: 'made', name: 'Acme Labs' } }, { ...decided, facts }))
  expect(screen.getByRole('link', { name: 'Acme Labs' }).getAttribute('href')).toBe('/admin/organizations/made')
  expect(screen.getByText(/asked for as “Acme”/)).toBeTruthy()
  expect(screen.queryByLabelText('Organization name')).toBeNull()
})

test('each conflict has a sentence of its own', () => {
  expect(conflictSentence(failed('REQUESTER_MOVED'), 'ana')).toMatch(/^Jonas has joined .+ cannot be approved/)
  expect(conflictSentence(failed('REQUESTER_MOVED', { decision: { act: 'undo' } }), 'ana')).toMatch(/cannot go back/)
  const withdrawn = request({}, { state: 'withdrawn', version: 2 })
  expect(conflictSentence(failed('REVIEW_DECIDED', { winner: withdrawn }), 'ana')).toMatch(/^This was withdrawn/)
  expect(conflictSentence(failed('ORGANIZATION_IN_USE', { decision: { act: 'undo' } }), 'ana')).toMatch(
    /in use already/,
  )
})
