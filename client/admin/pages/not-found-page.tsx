import Signpost from 'lucide-solid/icons/signpost'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { words } from '#client/words/en.ts'

/** Any address of this app without a page. */
export default function NotFoundPage() {
  return (
    <Page>
      <PageHeader title={words.shell.notFoundTitle} />
      <EmptyState
        kind="no-match"
        icon={Signpost}
        title={words.shell.notFoundText}
        action={<LinkButton href="/admin/queue">{words.shell.toAdminStart}</LinkButton>}
      />
    </Page>
  )
}
