// Starting and stopping pg-boss, in its own schema with its own pool.
import { PgBoss, type Job } from 'pg-boss'
import type { Database, Enqueue } from '#db/database.ts'
import type { App } from '#server/app.ts'
import type { Logger } from '#server/log.ts'
import { jobs, type JobName, type JobPayloads } from './registry.ts'

const names = Object.keys(jobs) as JobName[]

export interface Jobs {
  /** Starts working off the queues; before that, jobs can be written but are not run. */
  work(app: App): Promise<void>
  /** Lets running jobs finish, at most ten seconds. */
  stop(): Promise<void>
  isReachable(): Promise<boolean>
}

/** Prepares pg-boss and its queues and makes `enqueue` work; runs nothing yet. */
export async function startJobs(database: Database, url: string, log: Logger, runsSchedules: boolean): Promise<Jobs> {
  const boss = new PgBoss({
    connectionString: url,
    application_name: 'gatehouse-jobs',
    max: 4,
    schedule: runsSchedules,
    supervise: runsSchedules,
    // Finds the jobs of a killed process soon after their minute has passed.
    monitorIntervalSeconds: 10,
    superviseIntervalSeconds: 10,
  })
  boss.on('error', (error) => log.warn({ err: error }, 'job system'))
  await boss.start()
  await Promise.all(names.map((name) => prepareQueue(boss, name)))
  database.enqueue = enqueueWith(boss)
  return {
    async work(app) {
      const workerIds = new Map<string, string>()
      for (const name of names) workerIds.set(name, await workOn(boss, name, app))
      database.onCommit((commit) => {
        for (const queue of commit.queues) boss.notifyWorker(workerIds.get(queue) ?? '')
      })
      for (const name of names) if (jobs[name].atStart) await boss.send(name, {})
    },
    stop: () => boss.stop({ graceful: true, timeout: 10_000, close: true }),
    isReachable: () => boss.isInstalled().catch(() => false),
  }
}

async function prepareQueue(boss: PgBoss, name: JobName): Promise<void> {
  const { retry, schedule } = jobs[name]
  const options = {
    retryLimit: retry.limit,
    retryDelay: retry.delaySeconds,
    retryDelayMax: retry.delayMaxSeconds,
    retryBackoff: true,
    // The default leaves a killed job hanging for 15 minutes.
    expireInSeconds: 60,
    // Longer than all retries together take.
    retentionSeconds: 7 * 24 * 3600,
    deleteAfterSeconds: 24 * 3600,
  }
  await boss.createQueue(name, options)
  await boss.updateQueue(name, options)
  if (schedule) await boss.schedule(name, schedule)
}

function enqueueWith(boss: PgBoss): Enqueue {
  return async (tx, queue, payloads, { startAfterSeconds, oncePer, priority = 0, triesOnce }) => {
    const db = {
      executeSql: async (text: string, values: unknown[] = []) => ({
        rows: await tx.unsafe(text, values.map((value) => value ?? null) as never[]),
      }),
    }
    const [payload, ...others] = payloads
    if (others.length > 0) {
      await boss.insert(
        queue,
        payloads.map((data) => ({ data, priority })),
        { db },
      )
      return
    }
    await boss.send(queue, payload, {
      db,
      priority,
      ...(triesOnce ? { retryLimit: 0 } : {}),
      ...(startAfterSeconds ? { startAfter: startAfterSeconds } : {}),
      ...(oncePer && { singletonKey: oncePer.key, singletonSeconds: oncePer.seconds, singletonNextSlot: true }),
    })
  }
}

async function workOn<N extends JobName>(boss: PgBoss, name: N, app: App): Promise<string> {
  const { run, giveUp, retry, concurrency } = jobs[name]
  return boss.work(
    name,
    { pollingIntervalSeconds: 0.5, localConcurrency: concurrency },
    async ([job]: Job<JobPayloads[N]>[]) => {
      try {
        await run(app, job!.data)
      } catch (error) {
        app.log.warn({ err: error, job: name, attempt: job!.retryCount + 1 }, 'a job failed')
        if (job!.retryCount < retry.limit) throw error
        await giveUp?.(app, job!.data)
        throw error
      }
    },
  )
}
