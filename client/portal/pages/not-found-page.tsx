import Signpost from 'lucide-solid/icons/signpost'
import { useSession } from '#client/features/auth/session.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { words } from '#client/words/en.ts'
import { Entrance, Outcome } from './entrance.tsx'

/** Any address of this app without a page; of a hidden portal, every address, and then no way on is offered. */
export default function NotFoundPage() {
  const session = useSession()
  const isHidden = () => session.settings()?.portalVisibility === 'hidden' && session.me()?.kind !== 'staff'
  return (
    <Entrance>
      <Outcome
        icon={Signpost}
        tone="neutral"
        title={words.shell.notFoundTitle}
        text={words.shell.notFoundText}
        action={!isHidden() && <LinkButton href="/">{words.shell.toPortalStart}</LinkButton>}
      />
    </Entrance>
  )
}
