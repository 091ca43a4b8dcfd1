// People who register, and what a test wants to know of them.
import { clientOf, requestId, staffClient, type Portal } from './portal.ts'
import { mutateRaw, type RawAnswer } from './raw-call.ts'

let applicants = 0

/** The input of a registration; a new address each time. */
export const applicant = (over: object = {}) => ({
  requestId: requestId(),
  email: `applicant${++applicants}@nordpay.example`,
  firstName: 'Maria',
  lastName: 'Lindqvist',
  password: 'correct horse battery',
  ...over,
})

interface NewestReview {
  id: string
  version: number
  state: string
  facts: { earlier: number; emailConfirmed: boolean }
}

/** What applicants do, and an admin who decides on them. */
export async function createApplicants(portal: Portal) {
  const { sql } = portal.database
  const ana = await staffClient(portal, 'approver')

  async function accountOf(email: string) {
    const [account] = await sql`select * from accounts where email_key = ${email.toLowerCase()}`
    return account!
  }
  /** the newest one */
  async function reviewOf(email: string): Promise<NewestReview> {
    const [review] = await sql<NewestReview[]>`
      select reviews.id, reviews.version, state, facts from reviews join accounts on accounts.id = requester_id
       where email_key = ${email.toLowerCase()} order by requested_at desc limit 1`
    return review!
  }

  return {
    ana,
    accountOf,
    reviewOf,
    register: (input: object, cookie?: string): Promise<RawAnswer> =>
      mutateRaw(portal, 'portal.registrations.register', input, cookie),
    statusOf: (cookie: string) => clientOf(portal, cookie).portal.registrations.status.query(),
    logIn: (email: string, password: string) => mutateRaw(portal, 'portal.session.logIn', { email, password }),
    confirm: (token: string) => mutateRaw(portal, 'portal.registrations.confirm', { token }),
    async mailsTo(email: string): Promise<string[]> {
      const mails = await sql<
        { template: string }[]
      >`select template from mails where to_address = ${email} order by created_at`
      return mails.map(({ template }) => template)
    },
    async decide(email: string, verdict: 'approve' | 'reject') {
      const { id, version } = await reviewOf(email)
      const decision = { id, version, requestId: requestId() }
      if (verdict === 'approve') return ana.admin.reviews.approve.mutate(decision)
      return ana.admin.reviews.reject.mutate({ ...decision, reason: 'Not a customer.' })
    },
    /** The defaults, but that mails of decisions go at once; and nobody has tried too often. */
    async reset() {
      await sql`delete from rate_limits`
      await sql`update settings set register_enabled = true, auto_approve_registrations = false, undo_seconds = 0`
    },
  }
}
