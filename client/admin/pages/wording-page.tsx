import { useParams } from '@solidjs/router'
import History from 'lucide-solid/icons/file-clock'
import RotateCcw from 'lucide-solid/icons/rotate-ccw'
import { createEffect, createMemo, createSignal, Match, on, Show, Switch, untrack } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { NoRecord } from '#client/features/records/no-record.tsx'
import { createWordingEdit } from '#client/features/wordings/create-wording-edit.ts'
import { createWording } from '#client/features/wordings/create-wordings.ts'
import { WordingEditor } from '#client/features/wordings/wording-editor.tsx'
import { nameOfWording, triggerOf, WordingState } from '#client/features/wordings/wording-table.tsx'
import { Button } from '#client/ui/button.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { Skeleton, SkeletonBlock } from '#client/ui/skeleton.tsx'
import { wordingWords } from '#client/words/wordings.ts'
import { wordingNames } from '#server/features/wordings/schema.ts'

const words = wordingWords.edit
const listHref = '/admin/emails/wording'

/** What one mail says, or the layout: owners change it, other staff read it. Live. */
export default function WordingPage() {
  const { connection, me } = useSession()
  const params = useParams<{ name: string }>()
  const name = createMemo(() => wordingNames.find((one) => one === params.name))
  const live = createWording(connection, () => name())
  const [asking, setAsking] = createSignal<'restore' | 'versions'>()
  createEffect(on(name, () => setAsking(undefined), { defer: true }))
  const mayEdit = () => me()?.staffRole === 'owner'
  const shownName = createMemo(() => live.value?.name)
  // Another mail is another form.
  const editing = createMemo(() => {
    if (shownName() === undefined) return undefined
    return untrack(() => {
      let last = live.value!
      const detail = () => (last = live.value ?? last)
      return { detail, edit: createWordingEdit(detail, me()!.id, () => live.refetch()) }
    })
  })
  return (
    <Page width="wide">
      <PageHeader
        title={name() ? nameOfWording(name()!) : wordingWords.head.wording}
        subtitle={name() && triggerOf(name()!)}
        badges={<Show when={live.value}>{(row) => <WordingState row={row()} />}</Show>}
        breadcrumbs={[
          { label: wordingWords.head.title, href: '/admin/emails' },
          { label: wordingWords.head.wording, href: listHref },
        ]}
        breadcrumbsLabel={words.breadcrumbs}
        actions={
          <Show when={live.value}>
            <Button icon={History} onClick={() => setAsking('versions')}>
              {words.versions}
            </Button>
            <Show when={mayEdit()}>
              <Button
                icon={RotateCcw}
                disabledReason={live.value!.isDefault ? words.isDefaultAlready : undefined}
                onClick={() => setAsking('restore')}
              >
                {words.restoreDefault}
              </Button>
            </Show>
          </Show>
        }
      />
      <Switch>
        <Match when={editing()}>
          {(one) => (
            <WordingEditor
              detail={one().detail()}
              edit={one().edit}
              title={nameOfWording(one().edit.name)}
              mayEdit={mayEdit()}
              asking={asking()}
              onAsked={() => setAsking(undefined)}
            />
          )}
        </Match>
        <Match when={name() === undefined || live.failure}>
          <NoRecord
            failure={name() && live.failure}
            words={words}
            back={<LinkButton href={listHref}>{words.back}</LinkButton>}
            onRetry={() => live.refetch()}
            busy={live.isLoading}
          />
        </Match>
        <Match when={live.isLoading}>
          <Skeleton label={words.loading}>
            <div class="wording-editor">
              <SkeletonBlock height="30rem" />
              <SkeletonBlock height="30rem" />
            </div>
          </Skeleton>
        </Match>
      </Switch>
    </Page>
  )
}
