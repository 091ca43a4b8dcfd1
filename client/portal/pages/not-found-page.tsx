import Signpost from 'lucide-solid/icons/signpost'
import { LinkButton } from '#client/ui/link-button.tsx'
import { words } from '#client/words/en.ts'
import { Entrance, Outcome } from './entrance.tsx'

/** Any address of this app without a page. */
export default function NotFoundPage() {
  return (
    <Entrance>
      <Outcome
        icon={Signpost}
        tone="neutral"
        title={words.shell.notFoundTitle}
        text={words.shell.notFoundText}
        action={<LinkButton href="/">{words.shell.toPortalStart}</LinkButton>}
      />
    </Entrance>
  )
}
