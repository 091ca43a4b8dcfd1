import { createMemo, type Accessor } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { useNow } from '#client/ui/clock.ts'

/** The longest time that an approval can be undone for: a machine whose clock is wrong waits no longer. */
const settlingMsMax = 60_000

/** Whole seconds until one's new organization can invite people, counting down; 0 when it can. */
export function createSettling(): Accessor<number> {
  const session = useSession()
  const now = useNow()
  const until = createMemo(() => {
    const settlesAt = session.me()?.organization?.settlesAt
    return settlesAt ? Math.min(toLocalTime(settlesAt), Date.now() + settlingMsMax) : 0
  })
  const seconds = createMemo(() => Math.max(0, Math.ceil((until() - now()) / 1000)))
  return seconds
}
