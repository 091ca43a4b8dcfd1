import CircleCheck from 'lucide-solid/icons/circle-check'
import type { JSX } from 'solid-js'
import { Show } from 'solid-js'
import { Button } from './button.tsx'
import { useNow } from './clock.ts'
import './undo-bar.css'

export interface Undoable {
  /** "You approved Ruth Vance." It is announced once. */
  message: JSX.Element
  /** When undo ends, in milliseconds since 1970, and how long it lasted in all. */
  until: number
  totalMs: number
  /** What the remaining seconds mean ("The mail goes out in 6 s."); seen, not announced each second. */
  countdown?: (seconds: number) => string
}

export interface UndoBarProps {
  /** The last decision, as long as it can be taken back; the bar stays mounted while this comes and goes. */
  undoable: Undoable | undefined
  undoLabel: string
  onUndo: () => void
  keyHint?: string | undefined
  busy?: boolean
  disabledReason?: string | undefined
}

/** A bar at the lower edge of its pane (not a toast): says what was done and offers *Undo* while there is time. */
export function UndoBar(props: UndoBarProps) {
  return (
    <div class="undo-anchor" role="status">
      <Show when={props.undoable} keyed>
        {(undoable) => (
          <div class="undo-bar">
            <CircleCheck size={18} />
            <p class="undo-text">
              {undoable.message}
              <Show when={undoable.countdown}>
                {(countdown) => <Countdown until={undoable.until} text={countdown()} />}
              </Show>
            </p>
            <Progress until={undoable.until} totalMs={undoable.totalMs} />
            <Button
              keyHint={props.keyHint}
              busy={props.busy ?? false}
              disabledReason={props.disabledReason}
              onClick={() => props.onUndo()}
            >
              {props.undoLabel}
            </Button>
          </div>
        )}
      </Show>
    </div>
  )
}

function Countdown(props: { until: number; text: (seconds: number) => string }) {
  const now = useNow()
  return <span aria-hidden="true"> {props.text(Math.max(0, Math.ceil((props.until - now()) / 1000)))}</span>
}

// The browser runs the bar down by itself; a negative delay starts it where the time stands.
function Progress(props: { until: number; totalMs: number }) {
  const spent = () => Math.max(0, props.totalMs - (props.until - Date.now()))
  return (
    <span class="undo-progress" aria-hidden="true">
      <span style={{ 'animation-duration': `${props.totalMs}ms`, 'animation-delay': `${-spent()}ms` }} />
    </span>
  )
}
