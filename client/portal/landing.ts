import { useNavigate, useSearchParams } from '@solidjs/router'
import { createEffect } from 'solid-js'
import { landingFor } from '#client/features/auth/next.ts'
import { useSession } from '#client/features/auth/session.tsx'

/** Takes whoever is logged in, here or meanwhile in another tab, to where they were going; the door has those who must change their password. */
export function createLanding(): void {
  const session = useSession()
  const navigate = useNavigate()
  const [query] = useSearchParams()
  createEffect(() => {
    const me = session.me()
    if (!me || me.mustChangePassword) return
    const landing = landingFor(me, query.next)
    // The admin is another document.
    if (me.kind === 'staff') window.location.replace(landing)
    else navigate(landing, { replace: true })
  })
}
