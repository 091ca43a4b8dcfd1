import { useParams } from '@solidjs/router'
import { AppCredentials } from '#client/features/apps-admin/app-credentials.tsx'
import { AppFacts } from '#client/features/apps-admin/app-facts.tsx'
import { AppRequests } from '#client/features/apps-admin/app-requests.tsx'
import { createAppDetail } from '#client/features/apps-admin/create-app-detail.ts'
import { useSession } from '#client/features/auth/session.tsx'
import { PlaceHistory } from '#client/features/organizations/place-history.tsx'
import { PlaceStates } from '#client/features/organizations/place-states.tsx'
import { idOf } from '#client/lib/id-of.ts'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { adminAppWords } from '#client/words/apps-admin.ts'
import { placesWords } from '#client/words/places.ts'
import type { AppDetail } from '#server/features/apps/schema.ts'

const words = adminAppWords.app
const listHref = '/admin/apps'

/** One app: whose it is, its keys, what it asks for. Live. */
export default function AppPage() {
  const { connection, me } = useSession()
  const params = useParams<{ id: string }>()
  const id = () => idOf(params.id)
  const app = createAppDetail(connection, id)
  const mayAct = () => me()?.staffRole === 'owner' || me()?.staffRole === 'approver'
  return (
    <Page width="wide">
      <PageHeader
        title={app.value?.name ?? words.kind}
        breadcrumbs={[{ label: adminAppWords.list.title, href: listHref }]}
        breadcrumbsLabel={placesWords.breadcrumbs}
      />
      <PlaceStates detail={app} isPossible={id() !== undefined} words={words} listHref={listHref}>
        {(shown) => <Content app={shown()} mayAct={mayAct()} />}
      </PlaceStates>
    </Page>
  )
}

function Content(props: { app: AppDetail; mayAct: boolean }) {
  return (
    <div class="place-page">
      <AppFacts app={props.app} />
      <div class="stack place-main">
        <AppCredentials app={props.app} mayAct={props.mayAct} />
        <AppRequests app={props.app} />
      </div>
      <PlaceHistory entries={props.app.history} acts={words.acts} />
    </div>
  )
}
