import { createSignal, For, Match, Show, Switch } from 'solid-js'
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { createLive } from '#client/realtime/create-live.ts'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Button } from '#client/ui/button.tsx'
import { Dialog, DialogActions } from '#client/ui/dialog.tsx'
import { ErrorPanel } from '#client/ui/error-panel.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { words as shared } from '#client/words/en.ts'
import { wordingWords } from '#client/words/wordings.ts'
import type { WordingDetail, WordingVersion } from '#server/features/wordings/schema.ts'
import type { WordingEdit } from './create-wording-edit.ts'
import DiffView from './diff-view.tsx'
import './versions-dialog.css'

const words = wordingWords.versions

export interface VersionsDialogProps {
  connection: Connection
  edit: WordingEdit
  title: string
  defaultSource: WordingDetail['defaultSource']
  mayRestore: boolean
  onClose: () => void
}

/** What was published, by whom and when, each against what is in the editor. Loaded when somebody looks. */
export default function VersionsDialog(props: VersionsDialogProps) {
  // eslint-disable-next-line solid/reactivity -- a tab has one connection
  const versions = createLive<string, { rows: WordingVersion[] }>(props.connection, {
    key: () => props.edit.name,
    fetch: async () => ({ rows: await api.admin.wordings.versions.query({ name: props.edit.name }) }),
    apply(_, event) {
      if (event.kind === 'wording.changed' && event.name === props.edit.name) queueMicrotask(() => versions.refetch())
    },
  })
  return (
    <Dialog open onClose={props.onClose} title={words.title(props.title)} closeLabel={shared.ui.close} size="large">
      <Switch>
        <Match when={versions.value}>{(value) => <Versions {...props} rows={value().rows} />}</Match>
        <Match when={versions.failure}>
          {(failure) => (
            <ErrorPanel
              title={words.failedTitle}
              reference={failure().reference && shared.ui.reference(failure().reference!)}
              retryLabel={shared.ui.retry}
              onRetry={() => versions.refetch()}
              busy={versions.isLoading}
            >
              {failure().sentence}
            </ErrorPanel>
          )}
        </Match>
        <Match when={versions.isLoading}>
          <Skeleton label={words.loading} rows={4} />
        </Match>
      </Switch>
    </Dialog>
  )
}

function Versions(props: VersionsDialogProps & { rows: readonly WordingVersion[] }) {
  const newest = () => props.rows[0]?.version ?? 0
  /** 0: the built-in default, which stands below the first that was published */
  const [chosen, setChosen] = createSignal(newest())
  const row = () => props.rows.find(({ version }) => version === chosen())
  const source = () => row()?.source ?? props.defaultSource
  const restore = async () => {
    if (await props.edit.restore(chosen() || null)) props.onClose()
  }
  return (
    <>
      <div class="versions">
        <fieldset class="version-list">
          <legend class="visually-hidden">{words.list}</legend>
          <For each={props.rows}>
            {(one) => (
              <Choice
                isChosen={chosen() === one.version}
                onChoose={() => setChosen(one.version)}
                title={one.source ? words.version(one.version) : words.restoredDefault}
                isCurrent={one.version === newest()}
                by={one.publishedBy?.name ?? wordingWords.list.bySomebody}
                at={one.publishedAt}
              />
            )}
          </For>
          <Choice
            isChosen={chosen() === 0}
            onChoose={() => setChosen(0)}
            title={words.builtIn}
            isCurrent={newest() === 0}
            by={words.builtInText}
          />
        </fieldset>
        <div class="version-diff">
          <DiffView
            before={source()}
            after={props.edit.source}
            names={{
              before: chosen() ? words.version(chosen()) : words.builtIn,
              after: wordingWords.meeting.after,
            }}
            same={words.same}
          />
        </div>
      </div>
      <Show when={props.mayRestore}>
        <Show when={props.edit.failure()}>{(failure) => <Notice tone="danger">{failure().sentence}</Notice>}</Show>
        <DialogActions>
          <p class="version-note muted">
            {wordingWords.restore.versionText} {props.edit.dirty().length > 0 && wordingWords.restore.typed}
          </p>
          <Button
            variant="primary"
            busy={props.edit.busy() === 'restore'}
            disabledReason={chosen() === newest() ? words.isCurrent : undefined}
            onClick={() => void restore()}
          >
            {words.restore}
          </Button>
        </DialogActions>
      </Show>
    </>
  )
}

interface ChoiceProps {
  isChosen: boolean
  onChoose: () => void
  title: string
  isCurrent: boolean
  by: string
  at?: string
}

function Choice(props: ChoiceProps) {
  return (
    <label class="version">
      <input type="radio" name="version" checked={props.isChosen} onChange={() => props.onChoose()} />
      <span>
        <b>{props.title}</b>
        <Show when={props.isCurrent}> · {words.current}</Show>
        <small class="muted">
          {props.by}
          <Show when={props.at}>
            {(at) => (
              <>
                , <TimeAgo at={toLocalTime(at())} />
              </>
            )}
          </Show>
        </small>
      </span>
    </label>
  )
}
