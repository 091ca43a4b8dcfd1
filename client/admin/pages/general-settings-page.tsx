import { Match, Show, Switch } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { createSettingsForm } from '#client/features/settings/create-settings-form.ts'
import { ApproveWaitingDialog } from '#client/features/settings/approve-waiting-dialog.tsx'
import { createApproveWaiting } from '#client/features/settings/create-approve-waiting.ts'
import { LeaveGuard } from '#client/features/settings/leave-guard.tsx'
import { MeetingNotice } from '#client/features/settings/meeting-notice.tsx'
import { SavedLine, saveFailure } from '#client/features/settings/saved-line.tsx'
import { SettingsFieldset } from '#client/features/settings/settings-fields.tsx'
import { Button } from '#client/ui/button.tsx'
import { ErrorPanel } from '#client/ui/error-panel.tsx'
import { Form } from '#client/ui/form.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { Skeleton, SkeletonBlock } from '#client/ui/skeleton.tsx'
import { adminWords } from '#client/words/admin.ts'
import { words as shared } from '#client/words/en.ts'
import './general-settings-page.css'

const words = adminWords.settings

/** The portal's general settings. Owners change them, other staff read them; all see a change as it happens. */
export default function GeneralSettingsPage() {
  const { connection, me } = useSession()
  const waiting = createApproveWaiting()
  const form = createSettingsForm(connection, {
    onSaved(saved, before) {
      const wasSwitchedOn = (setting: 'autoApproveRegistrations' | 'autoApproveOrganizations') =>
        saved[setting] && !before[setting]
      void waiting.ask([
        ...(wasSwitchedOn('autoApproveRegistrations') ? (['registration'] as const) : []),
        ...(wasSwitchedOn('autoApproveOrganizations') ? (['organization'] as const) : []),
      ])
    },
  })
  const isOwner = () => me()?.staffRole === 'owner'
  return (
    <Page width="narrow">
      <PageHeader title={words.title} subtitle={words.subtitle} />
      <Switch>
        <Match when={form.base()}>
          <LeaveGuard isDirty={isOwner() && form.dirty().length > 0} />
          <Show when={!isOwner()}>
            <Notice tone="neutral">{words.ownersOnly}</Notice>
          </Show>
          <Form
            class="settings-form"
            label={words.title}
            onSubmit={form.save}
            busy={form.isSaving()}
            errors={form.errors()}
            failure={saveFailure(form)}
            summaryTitle={shared.ui.problems}
          >
            <MeetingNotice form={form} />
            <SettingsFieldset form={form} disabled={!isOwner()} />
            <div class="settings-bar">
              <Show when={isOwner()}>
                <Button type="submit" variant="primary" busy={form.isSaving()}>
                  {words.save}
                </Button>
                <Show when={form.dirty().length > 0 && !form.isSaving()}>
                  <Button variant="quiet" onClick={() => form.discard()}>
                    {words.discard}
                  </Button>
                </Show>
              </Show>
              <SavedLine form={form} />
            </div>
          </Form>
        </Match>
        <Match when={form.live.failure}>
          {(failure) => (
            <ErrorPanel
              title={words.failedTitle}
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
          <Skeleton label={words.loading}>
            <SkeletonBlock height="8rem" />
            <SkeletonBlock height="15rem" />
            <SkeletonBlock height="8rem" />
          </Skeleton>
        </Match>
      </Switch>
      <ApproveWaitingDialog waiting={waiting} />
    </Page>
  )
}
