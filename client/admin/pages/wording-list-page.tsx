import { Match, Switch } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { createSettings } from '#client/features/settings/create-settings.ts'
import { createWordings } from '#client/features/wordings/create-wordings.ts'
import { EmailsHead } from '#client/features/wordings/emails-head.tsx'
import { WordingList } from '#client/features/wordings/wording-list.tsx'
import { ErrorPanel } from '#client/ui/error-panel.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { words as shared } from '#client/words/en.ts'
import { wordingWords } from '#client/words/wordings.ts'

const words = wordingWords.list

/** What every mail says, live. */
export default function WordingListPage() {
  const { connection } = useSession()
  const wordings = createWordings(connection)
  const settings = createSettings(connection)
  return (
    <EmailsHead tab="wording">
      <Switch>
        <Match when={wordings.value}>{(value) => <WordingList rows={value().rows} settings={settings.value} />}</Match>
        <Match when={wordings.failure}>
          {(failure) => (
            <ErrorPanel
              title={words.failedTitle}
              reference={failure().reference && shared.ui.reference(failure().reference!)}
              retryLabel={shared.ui.retry}
              onRetry={() => wordings.refetch()}
              busy={wordings.isLoading}
            >
              {failure().sentence}
            </ErrorPanel>
          )}
        </Match>
        <Match when={wordings.isLoading}>
          <Skeleton label={words.loading} rows={10} />
        </Match>
      </Switch>
    </EmailsHead>
  )
}
