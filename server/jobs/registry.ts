// Every job at a glance: what it does, how often it is tried, when it runs by itself. Payloads are ids; a handler first asks
// whether there is still something to do, so that running twice does no harm.
import type { App } from '#server/app.ts'
import { releaseRun, sweepRuns, workOnRun } from '#server/features/bulk/jobs.ts'
import { issueDue, sweepCredentials } from '#server/features/credentials/jobs.ts'
import { giveUpMail, sendMail } from '#server/features/emails/jobs.ts'
import { countRuns } from '#server/features/emails/runs.ts'
import { sweepCodes, tellOfCode } from '#server/features/invite-codes/jobs.ts'
import { sendDigests } from '#server/features/overview/jobs.ts'
import { answerReset } from '#server/features/passwords/commands.ts'
import { announceReviews, remindStaff, tellHourly } from '#server/features/review-mails/jobs.ts'
import { tidyUp } from './tidy-up.ts'

export interface JobPayloads {
  'mail.send': { mailId: string }
  'mail.count-runs': Record<string, never>
  'passwords.answer-reset': { requestId: string }
  'reviews.announce': Record<string, never>
  'reviews.tell-hourly': Record<string, never>
  'reviews.digest': Record<string, never>
  'reviews.remind': Record<string, never>
  'reviews.bulk': { runId: string }
  'reviews.bulk-release': { runId: string }
  'reviews.bulk-sweep': Record<string, never>
  'invite-codes.tell': { codeId: string }
  'invite-codes.sweep': Record<string, never>
  'credentials.issue': { requestId: string }
  'credentials.sweep': Record<string, never>
  'portal.tidy-up': Record<string, never>
}
export type JobName = keyof JobPayloads

export interface Job<N extends JobName> {
  run(app: App, payload: JobPayloads[N]): Promise<void>
  /** called when the last attempt has failed */
  giveUp?(app: App, payload: JobPayloads[N]): Promise<void>
  retry: { limit: number; delaySeconds: number; delayMaxSeconds: number }
  /** how many run at once in a process */
  concurrency: number
  /** cron, UTC */
  schedule?: string
  /** also whenever a process begins to work: what a killed one has left need not wait for the next round */
  atStart?: true
}

export const jobs: { [N in JobName]: Job<N> } = {
  'mail.send': {
    run: (app, { mailId }) => sendMail(app, mailId),
    giveUp: (app, { mailId }) => giveUpMail(app, mailId),
    // 5 s, 10 s, 20 s … 15 min: 200 attempts outlast two days without SMTP.
    retry: { limit: 200, delaySeconds: 5, delayMaxSeconds: 900 },
    concurrency: 4,
  },
  'mail.count-runs': {
    run: (app) => countRuns(app.database),
    retry: { limit: 3, delaySeconds: 1, delayMaxSeconds: 10 },
    concurrency: 1,
    // Asked for by each mail of a run that is through; this finds what committed just as one was counting.
    schedule: '* * * * *',
  },
  'passwords.answer-reset': {
    run: (app, { requestId }) => app.database.inTransaction((tx) => answerReset(tx, requestId)),
    retry: { limit: 20, delaySeconds: 2, delayMaxSeconds: 300 },
    concurrency: 2,
  },
  'reviews.announce': {
    run: (app) => announceReviews(app.database),
    retry: { limit: 20, delaySeconds: 5, delayMaxSeconds: 300 },
    concurrency: 1,
  },
  'reviews.tell-hourly': {
    run: (app) => tellHourly(app.database),
    retry: { limit: 10, delaySeconds: 30, delayMaxSeconds: 900 },
    concurrency: 1,
    schedule: '0 * * * *',
  },
  'reviews.remind': {
    run: (app) => remindStaff(app.database),
    retry: { limit: 3, delaySeconds: 10, delayMaxSeconds: 60 },
    concurrency: 1,
    schedule: '*/10 * * * *',
  },
  'reviews.bulk': {
    run: (app, { runId }) => workOnRun(app, runId),
    retry: { limit: 50, delaySeconds: 1, delayMaxSeconds: 60 },
    concurrency: 2,
  },
  'reviews.bulk-release': {
    run: (app, { runId }) => releaseRun(app.database, runId),
    retry: { limit: 50, delaySeconds: 1, delayMaxSeconds: 300 },
    concurrency: 1,
  },
  'reviews.bulk-sweep': {
    run: (app) => sweepRuns(app.database),
    retry: { limit: 3, delaySeconds: 10, delayMaxSeconds: 60 },
    concurrency: 1,
    schedule: '* * * * *',
    atStart: true,
  },
  'reviews.digest': {
    run: (app) => sendDigests(app.database),
    retry: { limit: 10, delaySeconds: 30, delayMaxSeconds: 900 },
    concurrency: 1,
    schedule: '0 7 * * *',
  },
  'invite-codes.tell': {
    run: (app, { codeId }) => tellOfCode(app.database, codeId),
    retry: { limit: 20, delaySeconds: 5, delayMaxSeconds: 300 },
    concurrency: 2,
  },
  'invite-codes.sweep': {
    run: (app) => sweepCodes(app.database),
    retry: { limit: 3, delaySeconds: 10, delayMaxSeconds: 60 },
    concurrency: 1,
    schedule: '* * * * *',
  },
  'credentials.issue': {
    run: (app, { requestId }) => issueDue(app, requestId),
    retry: { limit: 50, delaySeconds: 1, delayMaxSeconds: 300 },
    concurrency: 2,
  },
  'credentials.sweep': {
    run: (app) => sweepCredentials(app),
    retry: { limit: 3, delaySeconds: 10, delayMaxSeconds: 60 },
    concurrency: 1,
    schedule: '* * * * *',
  },
  'portal.tidy-up': {
    run: (app) => tidyUp(app.database),
    retry: { limit: 3, delaySeconds: 60, delayMaxSeconds: 300 },
    concurrency: 1,
    schedule: '17 * * * *',
  },
}
