// Which runs of mails sent again the list tells of. Pure.
import type { MailRun } from '#server/features/emails/schema.ts'

export const doneOf = ({ sent, failed }: MailRun): number => sent + failed

/** So long a result is shown to everybody who has not put it away. */
const shownForMs = 24 * 3_600_000

/** Those that go on; when none does the last result, unless it is old or was put away. @param now epoch ms by the server's clock */
export function shownRuns(runs: readonly MailRun[], now: number, isRead: (id: string) => boolean): readonly MailRun[] {
  const goingOn = runs.filter(({ finishedAt }) => finishedAt === null)
  if (goingOn.length > 0) return goingOn
  return runs.slice(0, 1).filter(({ id, finishedAt }) => !isRead(id) && now - Date.parse(finishedAt!) < shownForMs)
}
