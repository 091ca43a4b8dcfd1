import { fireEvent, render, screen } from '@solidjs/testing-library'
import { createSignal, untrack } from 'solid-js'
import { expect, test, vi } from 'vitest'
import { SessionContext, type Session } from '#client/features/auth/session.tsx'
import type { Decisions } from '#client/features/reviews/create-decisions.ts'
import { ReviewPane } from '#client/features/reviews/review-pane.tsx'
import type { PlanFacts } from '#server/features/plans/schema.ts'
import type { AccessAbout, DetailOf } from '#server/features/reviews/schema.ts'

type Detail = DetailOf<'access'>
let reviews = 0

const plan = (id: string, name: string, requestsPerSecond: number): PlanFacts => ({
  id,
  name,
  description: '',
  requestsPerSecond,
  quota: null,
  quotaPeriod: null,
  keyLifetimeDays: 90,
  needsApproval: true,
  version: 1,
})
const small = plan('small', 'Small', 5)
const large = plan('large', 'Large', 50)

function request(about: Partial<AccessAbout> = {}, more: Partial<Detail> = {}): Detail {
  return {
    id: `review-${++reviews}`,
    kind: 'access',
    state: 'pending',
    version: 1,
    facts: {
      name: 'Till',
      appId: 'till',
      organizationName: 'Nordpay',
      catalogueName: 'Open catalogue',
      planName: 'Small',
      products: ['Ships', 'Ports'],
      firstName: 'Maria',
      lastName: 'Lindqvist',
      email: 'maria@nordpay.example',
      earlier: 0,
    },
    requesterId: 'maria',
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
      kind: 'access',
      app: {
        id: 'till',
        visibility: 'organization',
        organization: { id: 'nordpay', name: 'Nordpay', isDefault: false },
        hasCredential: false,
      },
      plan: small,
      otherPlans: [large],
      products: [
        { id: 'ships', name: 'Ships', state: 'published' },
        { id: 'ports', name: 'Ports', state: 'draft' },
      ],
      reason: 'For the till.',
      has: [{ productName: 'Tides', planName: 'Small' }],
      mails: 1,
      ...about,
    },
    ...more,
  }
}

const connection = { onEvent: () => () => undefined, onRestart: () => () => undefined, state: {} }

function open(first: Detail) {
  const [detail, setDetail] = createSignal(first)
  const decide = vi.fn(async () => true)
  const decisions = {
    busy: () => undefined,
    undoable: () => undefined,
    failure: () => undefined,
    decide,
  } as unknown as Decisions
  render(() => (
    <SessionContext.Provider value={{ connection } as unknown as Session}>
      <ReviewPane
        row={detail()}
        detail={detail()}
        decisions={decisions}
        role="approver"
        ownId="ana"
        isDown={false}
        hrefOf={(id) => `/admin/queue/${id}`}
        onClose={() => undefined}
      />
    </SessionContext.Provider>
  ))
  return { decide, setDetail, first: untrack(detail) }
}
const choose = (id: string) => fireEvent.change(screen.getByLabelText('Plan'), { target: { value: id } })
const approve = () => fireEvent.click(screen.getByRole('button', { name: 'Approve' }))

test('shows what is asked for, what the app has, and what a yes issues', () => {
  open(request())
  screen.getByText('For the till.')
  screen.getByText('(withdrawn since)')
  screen.getByText('Tides', { exact: false })
  screen.getByText('5 requests a second · no quota · keys work for 90 days')
  screen.getByText('issue one API key for Till, under the plan Small, once the time to undo is over')
  screen.getByText('open 2 API products with it')
})

test('a plain yes names no plan; another plan is said before the press and goes with it', () => {
  const { decide, first } = open(request())
  approve()
  expect(decide).toHaveBeenLastCalledWith(first, { act: 'approve' })
  choose('large')
  screen.getByText('“Small” was asked for; the mail says which plan it is.')
  screen.getByText('issue one API key for Till, under the plan Large, once the time to undo is over')
  approve()
  expect(decide).toHaveBeenLastCalledWith(first, { act: 'approve', planId: 'large' })
  choose('small')
  approve()
  expect(decide).toHaveBeenLastCalledWith(first, { act: 'approve' })
})

test('after an undo elsewhere the plan asked for is back at once, before what surrounds it is fetched again', () => {
  // What is known around it is still that of the approval.
  open(request({ plan: large, otherPlans: [small] }, { version: 3 }))
  expect(screen.getByLabelText('Plan')).toHaveProperty('value', 'small')
  screen.getByText('issue one API key for Till, under the plan Small, once the time to undo is over')
})

test('offers no choice where the catalogue has no other plan', () => {
  open(request({ otherPlans: [] }))
  expect(screen.queryByLabelText('Plan')).toBeNull()
})

test('says what came of a yes: the key follows, is there, or went with its app', () => {
  const decided = { state: 'approved', decidedAt: '2026-11-01T10:00:00.000Z' } as const
  const { setDetail } = open(request({}, decided))
  screen.getByText('Approved by its plan')
  screen.getByText('Its key is issued when the time to undo is over.', { exact: false })
  setDetail(request({ app: { ...request().about.app!, hasCredential: true } }, decided))
  screen.getByText('Its key has been issued.', { exact: false })
  setDetail(request({ app: null }, decided))
  screen.getByText('The app has been deleted since, with its keys.')
})
