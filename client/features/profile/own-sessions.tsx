import Laptop from 'lucide-solid/icons/laptop'
import Smartphone from 'lucide-solid/icons/smartphone'
import { createSignal, createUniqueId, For, Match, Show, Switch } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { useSession } from '#client/features/auth/session.tsx'
import { api, toFailure, type Failure } from '#client/lib/api.ts'
import { Badge } from '#client/ui/badge.tsx'
import { Button } from '#client/ui/button.tsx'
import { ErrorPanel } from '#client/ui/error-panel.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { accountWords } from '#client/words/account.ts'
import { words } from '#client/words/en.ts'
import type { OwnSession } from '#server/features/profile/schema.ts'
import { createOwnSessions } from './create-own-sessions.ts'
import { deviceOf } from './device.ts'
import './own-sessions.css'

const w = accountWords.profile

/** Where one is logged in, this place marked; each other one can be ended. */
export function OwnSessions() {
  const session = useSession()
  const sessions = createOwnSessions(session.connection)
  const [busy, setBusy] = createSignal<string>()
  const [failure, setFailure] = createSignal<Failure>()
  const [said, setSaid] = createSignal('')
  const others = () => sessions.value?.rows.some((row) => !row.isCurrent) ?? false
  const heldBecause = () => (others() ? undefined : w.noOthers)
  let list: HTMLUListElement | undefined

  /** Ends some; `doing` is the id of one, or all. What is ended meanwhile is gone as well. */
  const end = async (doing: string, call: () => Promise<unknown>, sentence: string) => {
    if (busy() !== undefined) return
    setBusy(doing)
    setFailure(undefined)
    setSaid('')
    try {
      await call().catch((error: unknown) => {
        if (toFailure(error).code !== 'NOT_FOUND') throw error
      })
      sessions.change((value) => {
        value.rows = value.rows.filter((row) => row.isCurrent || (doing !== 'all' && row.id !== doing))
      })
      setSaid(sentence)
      // The button that was pressed is gone.
      list?.focus()
    } catch (error) {
      setFailure(toFailure(error))
    }
    setBusy(undefined)
  }

  return (
    <Switch fallback={<Skeleton label={w.loadingSessions} rows={2} />}>
      <Match when={sessions.value}>
        {(value) => (
          <div class="stack">
            <ul class="sessions" tabindex="-1" aria-label={w.sessions} ref={(element) => (list = element)}>
              <For each={value().rows}>
                {(row) => (
                  <SessionRow
                    row={row}
                    busy={busy() === row.id}
                    onEnd={(device) =>
                      void end(row.id, () => api.portal.profile.endSession.mutate({ id: row.id }), w.ended(device))
                    }
                  />
                )}
              </For>
            </ul>
            <Show when={failure()}>{(found) => <Notice tone="danger">{found().sentence}</Notice>}</Show>
            <div class="row">
              <Button
                busy={busy() === 'all'}
                disabledReason={heldBecause()}
                onClick={() => void end('all', () => api.portal.profile.endOtherSessions.mutate(), w.othersEnded)}
              >
                {w.endOthers}
              </Button>
              <span class="profile-said" role="status">
                {said() || (others() ? '' : w.noOthers)}
              </span>
            </div>
          </div>
        )}
      </Match>
      <Match when={sessions.failure}>
        {(found) => (
          <ErrorPanel
            title={found().sentence}
            reference={found().reference && words.ui.reference(found().reference!)}
            retryLabel={words.ui.retry}
            busy={sessions.isLoading}
            onRetry={() => sessions.refetch()}
          />
        )}
      </Match>
    </Switch>
  )
}

function SessionRow(props: { row: OwnSession; busy: boolean; onEnd: (device: string) => void }) {
  const id = createUniqueId()
  const device = () => deviceOf(props.row.userAgent)
  const name = () => nameOf(props.row)
  return (
    <li class="session">
      <span class="session-icon">
        <Dynamic component={device().isHandheld ? Smartphone : Laptop} size={18} />
      </span>
      <div class="session-text">
        <p class="session-device">
          <span id={id}>{name()}</span>
          <Show when={props.row.isCurrent}>
            <Badge tone="success">{w.current}</Badge>
          </Show>
        </p>
        <p class="session-facts">
          {addressOf(props.row.address)} · {w.since} <TimeAgo at={props.row.createdAt} />
        </p>
      </div>
      <Show when={!props.row.isCurrent}>
        <Button size="small" busy={props.busy} aria-describedby={id} onClick={() => props.onEnd(name())}>
          {w.end}
        </Button>
      </Show>
    </li>
  )
}

function nameOf({ userAgent }: OwnSession): string {
  const { browser, system } = deviceOf(userAgent)
  return browser && system ? w.device(browser, system) : (browser ?? system ?? w.unknownDevice)
}

/** An IPv4 address that came over IPv6 is written as what it is. */
const addressOf = (address: string | null) => address?.replace(/^::ffff:(?=[\d.]+$)/i, '') ?? w.addressUnknown
