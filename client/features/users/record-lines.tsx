// Lines of a record, and the one that every page of a thing ends with: who did what to it and when.
import Circle from 'lucide-solid/icons/circle-dot'
import { createSignal, For, Show, type JSX } from 'solid-js'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { peopleWords } from '#client/words/people.ts'
import './user.css'

const words = peopleWords.user
const shownFirst = 8

export interface HistoryEntry {
  at: string
  action: string
  actor: { id: string; name: string } | null
}

export interface HistoryCardProps {
  title: string
  empty: string
  entries: readonly HistoryEntry[]
  /** Who it was, null when the portal did it by itself. */
  who: (actor: HistoryEntry['actor']) => string
  /** What an action is called after the name of who did it. */
  acts: Record<string, string>
}

/** Who did what and when, the last first. */
export function HistoryCard(props: HistoryCardProps) {
  return (
    <Card title={props.title} look="panel">
      <Lines of={props.entries} empty={props.empty}>
        {(entry) => (
          <>
            <Circle size={14} />
            <span class="record-what">
              <b>{props.who(entry.actor)}</b> {props.acts[entry.action] ?? entry.action}
            </span>
            <TimeAgo class="record-when" at={toLocalTime(entry.at)} />
          </>
        )}
      </Lines>
    </Card>
  )
}

/** The first few lines, and the rest on a press. */
export function Lines<T>(props: { of: readonly T[]; empty: string; children: (one: T) => JSX.Element }) {
  const [isOpen, setIsOpen] = createSignal(false)
  const shown = () => (isOpen() ? props.of : props.of.slice(0, shownFirst))
  return (
    <Show when={props.of.length > 0} fallback={<p class="muted">{props.empty}</p>}>
      <ul class="record">
        <For each={shown()}>{(one) => <li class="record-line">{props.children(one)}</li>}</For>
      </ul>
      <Show when={props.of.length > shown().length}>
        <Button size="small" variant="quiet" onClick={() => setIsOpen(true)}>
          {words.showAll(props.of.length)}
        </Button>
      </Show>
    </Show>
  )
}
