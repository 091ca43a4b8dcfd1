import Circle from 'lucide-solid/icons/circle-dot'
import { Lines } from '#client/features/users/record-lines.tsx'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Card } from '#client/ui/card.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { appsWords } from '#client/words/apps.ts'
import type { AppActivity as Entry } from '#server/features/apps/schema.ts'

const words = appsWords.activity

/** Who did what to an app and its keys: above all, who has seen them. */
export function AppActivity(props: { entries: readonly Entry[]; meId: string }) {
  return (
    <Card title={words.title} look="panel">
      <Lines of={props.entries} empty={words.empty}>
        {(entry) => (
          <>
            <Circle size={14} />
            <span class="record-what">
              <b>{whoOf(entry, props.meId)}</b> {words.acts[entry.action]?.(entry.products) ?? entry.action}
            </span>
            <TimeAgo class="record-when" at={toLocalTime(entry.at)} />
          </>
        )}
      </Lines>
    </Card>
  )
}

/** What nobody can do but a person was done by one who is gone since. */
const byItself = /^(credential\.(issued|expiry-warned|expired)|review\.)/

function whoOf({ actor, isStaff, action }: Entry, meId: string): string {
  if (isStaff) return words.staff
  if (!actor) return byItself.test(action) ? words.portal : words.somebody
  return actor.id === meId ? words.you : actor.name
}
