import { toLocalTime } from '#client/realtime/server-clock.ts'
import { ago } from '#client/ui/time-ago.tsx'
import { adminWords } from '#client/words/admin.ts'
import { deskWords } from '#client/words/desk.ts'
import type { DecisionFailure } from './create-decisions.ts'
import { viewOf } from './kinds.ts'

const text = adminWords.decide

/** Why a press did not come to pass: "Ben Kline rejected this 2 s ago. Nothing was changed." */
export function conflictSentence(
  { failure, winner, review, decision }: DecisionFailure,
  ownId: string | undefined,
): string {
  if (failure.isOffline) return text.unreached
  if (failure.code === 'ORGANIZATION_NAME_TAKEN') return text.takenConflict
  if (failure.code === 'REQUESTER_MOVED') {
    const name = viewOf(review.kind).shortName(review)
    return decision?.act === 'approve' ? text.movedConflict(name) : text.movedBackConflict(name)
  }
  if (!winner) return failure.sentence
  if (winner.state === 'withdrawn') return text.withdrawnConflict
  if (winner.question) return deskWords.ask.overtaken
  if (winner.decidedAt === null)
    return failure.code === 'REVIEW_CHANGED' && winner.version > 1 ? failure.sentence : text.backConflict
  const sinceMs = toLocalTime(winner.decidedAt) - Date.now()
  const when = sinceMs > -3_000 ? text.justNow : ago(sinceMs)
  if (!winner.decidedBy) return text.autoConflict(viewOf(winner.kind).autoBy, when)
  const who = winner.decidedBy.id === ownId ? adminWords.review.you : winner.decidedBy.name
  return text.conflict(who, text.verdicts[winner.state] ?? winner.state, when)
}
