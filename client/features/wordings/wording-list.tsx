import { createMemo, For, Show } from 'solid-js'
import type { TemplateName } from '#emails/wording.ts'
import { Card } from '#client/ui/card.tsx'
import { PageSection } from '#client/ui/page.tsx'
import { wordingWords } from '#client/words/wordings.ts'
import type { Settings } from '#server/features/settings/schema.ts'
import type { WordingRow } from '#server/features/wordings/schema.ts'
import { nameOfWording, triggerOf, WordingState, WordingTable } from './wording-table.tsx'

const words = wordingWords.list

type Group = keyof typeof words.groups

const groupByName: Record<TemplateName, Group> = {
  'confirm-address': 'applicants',
  'registration-received': 'applicants',
  'registration-approved': 'applicants',
  'registration-rejected': 'applicants',
  'registration-known-address': 'applicants',
  'review-question': 'applicants',
  invitation: 'invited',
  'password-reset': 'users',
  'password-changed': 'users',
  'account-deactivated': 'users',
  'organization-approved': 'users',
  'organization-rejected': 'users',
  'role-changed': 'users',
  'removed-from-organization': 'users',
  'access-approved': 'users',
  'access-rejected': 'users',
  'credential-expiring': 'users',
  'credential-expired': 'users',
  'invite-code-used-up': 'staff',
  'invite-code-expired': 'staff',
  'reviews-waiting': 'staff',
  'reviews-overdue': 'staff',
  'review-digest': 'staff',
}
const groups = Object.keys(words.groups) as Group[]

export interface WordingListProps {
  rows: readonly WordingRow[]
  /** for the brand; undefined until known */
  settings: Settings | undefined
}

/** Every mail by whom it goes to; above them what stands around all. */
export function WordingList(props: WordingListProps) {
  const layout = createMemo(() => props.rows.find(({ name }) => name === 'layout'))
  const rowsOf = (group: Group) =>
    Object.entries(groupByName).flatMap(([name, its]) => {
      const row = its === group && props.rows.find((one) => one.name === name)
      return row ? [row] : []
    })
  return (
    <div class="wording-list">
      <PageSection title={words.around}>
        <div class="wording-around">
          <Card>
            <Show when={layout()}>
              {(row) => (
                <div class="wording-card">
                  <div>
                    <a href="/admin/emails/wording/layout">
                      <b>{nameOfWording('layout')}</b>
                    </a>
                    <p class="muted">{triggerOf('layout')}</p>
                  </div>
                  <WordingState row={row()} />
                </div>
              )}
            </Show>
          </Card>
          <Card>
            <div class="wording-card">
              <div>
                <a href="/admin/emails/wording/brand">
                  <b>{words.brand}</b>
                </a>
                <p class="muted">{words.brandText}</p>
              </div>
              <Show when={props.settings}>{(settings) => <BrandMarks settings={settings()} />}</Show>
            </div>
          </Card>
        </div>
      </PageSection>
      <For each={groups}>
        {(group) => (
          <PageSection title={words.groups[group]}>
            <WordingTable label={words.groups[group]} rows={rowsOf(group)} />
          </PageSection>
        )}
      </For>
    </div>
  )
}

/** The logo and the accent, as small as a stamp. */
function BrandMarks(props: { settings: Settings }) {
  return (
    <>
      <Show when={props.settings.logoId}>
        {(id) => <img class="brand-logo" src={`/pictures/${id()}`} alt={props.settings.portalName} />}
      </Show>
      <span
        class="brand-swatch"
        role="img"
        aria-label={words.accent(props.settings.accent)}
        style={{ background: props.settings.accent }}
      />
    </>
  )
}
