import { Match, Show, Switch } from 'solid-js'
import { useNow } from './clock.ts'
import './connection-pill.css'

/** How the live connection stands; instants in milliseconds since 1970. */
export type ConnectionState =
  | { kind: 'live' }
  | { kind: 'connecting' }
  | { kind: 'reconnecting'; retryAt: number }
  | { kind: 'offline'; since: number }
  | { kind: 'delayed' }
  | { kind: 'caught-up'; changes: number }

export interface ConnectionWords {
  live: string
  connecting: string
  /** Announced once; the seconds are shown beside it without being read out each time. */
  reconnecting: string
  inSeconds: (seconds: number) => string
  retryNow: string
  offlineSince: (time: string) => string
  delayed: string
  caughtUp: (changes: number) => string
}

export interface ConnectionPillProps {
  state: ConnectionState
  words: ConnectionWords
  onRetry: () => void
}

/** Says whether what is on screen is live; role status, so that a change is announced. */
export function ConnectionPill(props: ConnectionPillProps) {
  return (
    <div class="pill" data-state={props.state.kind}>
      <span class="pill-dot" aria-hidden="true" />
      <span role="status">
        <Switch>
          <Match when={props.state.kind === 'live'}>{props.words.live}</Match>
          <Match when={props.state.kind === 'connecting'}>{props.words.connecting}</Match>
          <Match when={props.state.kind === 'delayed'}>{props.words.delayed}</Match>
          <Match when={props.state.kind === 'reconnecting'}>{props.words.reconnecting}</Match>
          <Match when={props.state.kind === 'offline' && props.state}>
            {(state) => props.words.offlineSince(clockTime(state().since))}
          </Match>
          <Match when={props.state.kind === 'caught-up' && props.state}>
            {(state) => props.words.caughtUp(state().changes)}
          </Match>
        </Switch>
      </span>
      <Show when={props.state.kind === 'reconnecting' && props.state}>
        {(state) => <Seconds until={state().retryAt} text={(seconds) => props.words.inSeconds(seconds)} />}
      </Show>
      <Show when={props.state.kind === 'reconnecting' || props.state.kind === 'offline'}>
        <button type="button" class="pill-retry" onClick={() => props.onRetry()}>
          {props.words.retryNow}
        </button>
      </Show>
    </div>
  )
}

function Seconds(props: { until: number; text: (seconds: number) => string }) {
  const now = useNow()
  return (
    <span class="pill-seconds" aria-hidden="true">
      {props.text(Math.max(0, Math.ceil((props.until - now()) / 1000)))}
    </span>
  )
}

const clockTime = (at: number) =>
  new Intl.DateTimeFormat(document.documentElement.lang || 'en', {
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(at)
