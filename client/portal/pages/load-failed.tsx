import { createSignal } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import type { Failure } from '#client/lib/api.ts'
import { ErrorPanel } from '#client/ui/error-panel.tsx'
import { words } from '#client/words/en.ts'
import { portalWords } from '#client/words/portal.ts'

/** Instead of a page that could not be loaded: what is wrong, its reference, another try. */
export function LoadFailed(props: { failure: Failure; onRetry: () => void; busy?: boolean }) {
  const w = portalWords.failures
  return (
    <ErrorPanel
      title={props.failure.isOffline ? w.notReachedTitle : props.failure.code ? props.failure.sentence : w.failedTitle}
      reference={
        props.failure.isOffline ? undefined : props.failure.reference && words.ui.reference(props.failure.reference)
      }
      retryLabel={words.ui.retry}
      onRetry={() => props.onRetry()}
      busy={props.busy ?? false}
    >
      {props.failure.isOffline ? w.notReachedText : props.failure.code ? undefined : w.failedText}
    </ErrorPanel>
  )
}

/** The same, for a page that waits to know who is logged in. */
export function SessionFailed(props: { failure: Failure }) {
  const session = useSession()
  const [busy, setBusy] = createSignal(false)
  const retry = async () => {
    setBusy(true)
    await session.refresh()
    setBusy(false)
  }
  return <LoadFailed failure={props.failure} busy={busy()} onRetry={() => void retry()} />
}
