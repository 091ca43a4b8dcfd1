// The form that asks for access to a section of the cart: plan, app, reason.
import { createMemo, Match, Show, Switch } from 'solid-js'
import { AppFields } from '#client/features/apps/app-fields.tsx'
import { FailureNotice } from '#client/features/auth/failure-notice.tsx'
import { useSession } from '#client/features/auth/session.tsx'
import { PlanTable } from '#client/features/plans/plan-table.tsx'
import { Button } from '#client/ui/button.tsx'
import { Form, FormActions } from '#client/ui/form.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { TextArea } from '#client/ui/text-area.tsx'
import { cartRequestWords as words } from '#client/words/cart-request.ts'
import { words as shared } from '#client/words/en.ts'
import { offerWords } from '#client/words/offer.ts'
import { portalWords } from '#client/words/portal.ts'
import { requestProductsMax } from '#server/features/access/schema.ts'
import type { CartGroup } from '#server/features/cart/schema.ts'
import type { AccessRequest } from './create-access-request.ts'
import { labelOf, type OwnApps } from './create-own-apps.ts'
import { PlanChoice } from './plan-choice.tsx'
import { newApp } from './request-draft.ts'

export interface RequestFormProps {
  group: CartGroup
  apps: OwnApps
  request: AccessRequest
}

export function RequestForm(props: RequestFormProps) {
  const form = () => props.request.form
  /** Nothing is slipped past: what cannot be sent is said where it would be. */
  const heldBecause = createMemo(() => {
    const gone = props.group.products.filter(({ isAvailable }) => !isAvailable).map(({ name }) => name)
    const count = props.request.asked().length
    if (gone.length > 0) return words.removeFirst(gone)
    if (count === 0) return words.nothingLeft
    return count > requestProductsMax ? words.tooMany(requestProductsMax) : undefined
  })
  const waits = () => (form().failure()?.retryAt ? portalWords.failures.wait : undefined)
  return (
    <Switch fallback={<Skeleton label={words.loading} rows={3} />}>
      <Match when={props.apps.value}>
        <Form
          class="cart-form"
          label={words.form(props.group.name)}
          errors={form().errors()}
          summaryTitle={shared.ui.problems}
          busy={props.request.isBusy()}
          onSubmit={() => props.request.submit()}
        >
          <Show when={props.group.plans.length > 1}>
            <details class="cart-compare">
              <summary>{words.compare}</summary>
              <PlanTable label={offerWords.plans.label(props.group.name)} plans={props.group.plans} />
            </details>
          </Show>
          <div class="cart-columns">
            <PlanChoice group={props.group} request={props.request} />
            <div class="stack">
              <AppChoice apps={props.apps} request={props.request} />
              <TextArea
                label={words.reason}
                {...form().field('reason')}
                optional={shared.ui.optional}
                hint={words.reasonHint}
                rows={2}
              />
            </div>
          </div>
          <FailureNotice of={form().failure()} />
          <FormActions>
            <Button
              type="submit"
              variant="primary"
              busy={props.request.isBusy()}
              disabledReason={heldBecause() ?? waits()}
            >
              {words.submit}
            </Button>
            {/* For eyes: the button itself says it to everybody else. */}
            <Show when={heldBecause()}>
              {(reason) => (
                <p class="cart-held" aria-hidden="true">
                  {reason()}
                </p>
              )}
            </Show>
          </FormActions>
        </Form>
      </Match>
      <Match when={props.apps.failure}>
        {(failure) => (
          <Notice
            tone="danger"
            title={words.appsFailed}
            action={
              <Button size="small" busy={props.apps.isLoading} onClick={() => props.apps.refetch()}>
                {shared.ui.retry}
              </Button>
            }
          >
            {failure().sentence}
          </Notice>
        )}
      </Match>
    </Switch>
  )
}

function AppChoice(props: { apps: OwnApps; request: AccessRequest }) {
  const session = useSession()
  const form = () => props.request.form
  const apps = () => props.apps.value?.rows ?? []
  const isNew = () => form().values.app === newApp
  const hint = () => {
    const place = session.me()?.organization
    if (isNew()) return place && !place.isDefault ? words.newAppShared(place.name) : undefined
    return props.apps.value?.isCut ? words.cut(apps().length) : undefined
  }
  return (
    <>
      <Show when={props.request.lostApp()}>{(app) => <Notice tone="warning">{words.appGone(app())}</Notice>}</Show>
      <SelectField
        label={words.app}
        {...form().field('app')}
        onChange={(id) => props.request.chooseApp(id)}
        placeholder={form().values.app === '' ? words.chooseApp : undefined}
        options={[
          { value: newApp, label: words.newApp },
          ...apps().map((app) => ({ value: app.id, label: labelOf(app, apps()) })),
        ]}
        hint={hint()}
      />
      <Show when={isNew()}>
        <AppFields form={form()} />
      </Show>
    </>
  )
}
