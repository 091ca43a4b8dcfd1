import { createMemo, Show } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { api } from '#client/lib/api.ts'
import { createLive } from '#client/realtime/create-live.ts'
import { createRefetch } from '#client/realtime/create-refetch.ts'
import { SelectField } from '#client/ui/select-field.tsx'
import { appsWords } from '#client/words/apps.ts'
import type { AppDetail, AppTeam, AppVisibility } from '#server/features/apps/schema.ts'
import { teamsFor, visibilitiesFor } from './app-edit.ts'

const words = appsWords.editing

interface Binding {
  name: string
  value: string
  error: string
  onChange: (value: string) => void
  onBlur: () => void
}

export interface AudienceFieldsProps {
  app: AppDetail
  meId: string
  form: { field: (name: 'visibility' | 'teamId') => Binding }
}

/** Who sees an app: nothing where there is nothing to choose. */
export function AudienceFields(props: AudienceFieldsProps) {
  return (
    <Show when={!props.app.organization.isDefault}>
      <Choice {...props} />
    </Show>
  )
}

function Choice(props: AudienceFieldsProps) {
  const { connection } = useSession()
  const found = createLive<'all', { rows: AppTeam[] }>(connection, {
    key: () => 'all',
    fetch: async () => ({ rows: await api.portal.apps.teams.query() }),
    apply: () => undefined,
  })
  createRefetch(connection, found, ({ kind }) => kind === 'own-organization.changed' || kind === 'account.changed')
  const teams = createMemo(() => teamsFor(props.app, found.value?.rows ?? []))
  const visibility = () => props.form.field('visibility').value as AppVisibility
  const hint = () =>
    visibility() === 'organization'
      ? words.hints.organization(props.app.organization.name)
      : words.hints[visibility() as 'personal' | 'team']
  const chosen = () => teams().find(({ id }) => id === props.form.field('teamId').value)
  const teamHint = () => {
    if (found.failure && !found.value) return words.teamsFailed
    const isLosing = chosen()?.isOwn === false && props.app.owner?.id !== props.meId
    return isLosing ? words.otherTeam : undefined
  }
  return (
    <>
      <SelectField
        label={words.visibility}
        {...props.form.field('visibility')}
        options={visibilitiesFor(props.app, props.meId, teams().length > 0).map((one) => ({
          value: one,
          label: words.visibilities[one],
        }))}
        hint={hint()}
      />
      <Show when={visibility() === 'team'}>
        <SelectField
          label={words.team}
          {...props.form.field('teamId')}
          placeholder={words.chooseTeam}
          options={teams().map(({ id, name }) => ({ value: id, label: name }))}
          hint={teamHint()}
        />
      </Show>
    </>
  )
}
