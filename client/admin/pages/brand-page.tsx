import { Match, Switch } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { createSettingsForm } from '#client/features/settings/create-settings-form.ts'
import { BrandForm } from '#client/features/wordings/brand-form.tsx'
import { createWording } from '#client/features/wordings/create-wordings.ts'
import { ErrorPanel } from '#client/ui/error-panel.tsx'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { Skeleton, SkeletonBlock } from '#client/ui/skeleton.tsx'
import { adminWords } from '#client/words/admin.ts'
import { words as shared } from '#client/words/en.ts'
import { wordingWords } from '#client/words/wordings.ts'

const words = wordingWords.brand

/** What every mail carries. Owners change it, other staff read it; all see a change as it happens. */
export default function BrandPage() {
  const { connection, me } = useSession()
  const form = createSettingsForm(connection)
  const example = createWording(connection, () => 'invitation')
  return (
    <Page width="wide">
      <PageHeader
        title={words.title}
        subtitle={words.subtitle}
        breadcrumbs={[
          { label: wordingWords.head.title, href: '/admin/emails' },
          { label: wordingWords.head.wording, href: '/admin/emails/wording' },
        ]}
        breadcrumbsLabel={wordingWords.edit.breadcrumbs}
      />
      <Switch>
        <Match when={form.base()}>
          <BrandForm form={form} example={example.value} mayEdit={me()?.staffRole === 'owner'} />
        </Match>
        <Match when={form.live.failure}>
          {(failure) => (
            <ErrorPanel
              title={adminWords.settings.failedTitle}
              reference={failure().reference && shared.ui.reference(failure().reference!)}
              retryLabel={shared.ui.retry}
              onRetry={() => form.live.refetch()}
              busy={form.live.isLoading}
            >
              {failure().sentence}
            </ErrorPanel>
          )}
        </Match>
        <Match when={form.live.isLoading}>
          <Skeleton label={adminWords.settings.loading}>
            <SkeletonBlock height="24rem" />
          </Skeleton>
        </Match>
      </Switch>
    </Page>
  )
}
