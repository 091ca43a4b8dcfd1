import { useSession } from '#client/features/auth/session.tsx'
import { HistoryCard, type HistoryEntry } from '#client/features/users/record-lines.tsx'
import { adminWords } from '#client/words/admin.ts'
import { placesWords } from '#client/words/places.ts'

/** Who did what to an organization or a team. */
export function PlaceHistory(props: { entries: readonly HistoryEntry[]; acts: Record<string, string> }) {
  const { me } = useSession()
  const who = (actor: HistoryEntry['actor']) => {
    if (!actor) return placesWords.portal
    return actor.id === me()?.id ? adminWords.review.you : actor.name
  }
  return (
    <HistoryCard
      title={placesWords.history.title}
      empty={placesWords.history.empty}
      entries={props.entries}
      who={who}
      acts={props.acts}
    />
  )
}
