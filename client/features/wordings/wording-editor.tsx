import { createMemo, createSignal, lazy, onCleanup, onMount, Show, Suspense } from 'solid-js'
import type { TemplateName } from '#emails/wording.ts'
import { useSession } from '#client/features/auth/session.tsx'
import { LeaveGuard } from '#client/features/settings/leave-guard.tsx'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Button } from '#client/ui/button.tsx'
import { createMedia } from '#client/ui/media.ts'
import { Notice } from '#client/ui/notice.tsx'
import { Segmented } from '#client/ui/segmented.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { wordingWords } from '#client/words/wordings.ts'
import type { WordingDetail } from '#server/features/wordings/schema.ts'
import { createCaret } from './create-caret.ts'
import { createPreview } from './create-preview.ts'
import type { WordingEdit } from './create-wording-edit.ts'
import { FactList } from './fact-list.tsx'
import { ProblemList } from './problem-list.tsx'
import { RestoreDialog } from './restore-dialog.tsx'
import { WordingFields, type GoTo } from './wording-fields.tsx'
import { KeptNotice, MeetingNotice, OutcomeNotice } from './wording-notices.tsx'
import { WordingPreview } from './wording-preview.tsx'
import './wording-editor.css'

const words = wordingWords.edit
const VersionsDialog = lazy(() => import('./versions-dialog.tsx'))

export interface WordingEditorProps {
  detail: WordingDetail
  edit: WordingEdit
  title: string
  mayEdit: boolean
  /** what is asked for by the buttons in the page's head */
  asking: 'restore' | 'versions' | undefined
  onAsked: () => void
}

/** The sources of a mail beside what they come to. Published by its button, or by Mod+Enter. */
export function WordingEditor(props: WordingEditorProps) {
  const { connection, settings } = useSession()
  const caret = createCaret()
  const isSmall = createMedia('(width < 37.5rem)')
  const [view, setView] = createSignal<'edit' | 'preview'>('edit')
  const [mailId, setMailId] = createSignal<string | null>(null)
  const [around, setAround] = createSignal<TemplateName>('invitation')
  const isLayout = () => props.edit.name === 'layout'
  const aroundIt = () => (isLayout() ? around() : undefined)
  const preview = createPreview(() => ({
    name: props.edit.name,
    source: props.edit.typed(),
    mailId: mailId(),
    ...(isLayout() && { around: around() }),
  }))
  let goTo: GoTo | undefined
  let frame!: HTMLDivElement

  const whyNotPublish = createMemo(() => {
    if (props.edit.meeting()) return words.chooseFirst
    if (preview.errors() > 0) return words.errorsFirst(preview.errors())
    return props.edit.dirty().length === 0 ? words.nothingToPublish : undefined
  })
  const publish = () => {
    if (props.mayEdit && whyNotPublish() === undefined) void props.edit.publish()
  }
  onMount(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey) || event.defaultPrevented) return
      // A dialog above has a meaning of its own for it.
      if (document.querySelector('dialog[open]')) return
      event.preventDefault()
      publish()
    }
    window.addEventListener('keydown', press)
    onCleanup(() => window.removeEventListener('keydown', press))
  })
  const firstControl = () => {
    const control = frame.querySelector<HTMLInputElement | HTMLTextAreaElement>(
      '.wording-fields :is(input[name], textarea)',
    )
    return control ? ({ control, field: isLayout() ? 'body' : 'subject' } as const) : undefined
  }
  return (
    <>
      <LeaveGuard isDirty={props.mayEdit && props.edit.dirty().length > 0} />
      <Show when={props.mayEdit} fallback={<Notice tone="neutral">{words.ownersOnly}</Notice>}>
        <KeptNotice edit={props.edit} />
        <MeetingNotice edit={props.edit} />
      </Show>
      <Show when={isSmall()}>
        <Segmented
          label={words.views}
          value={view()}
          onChange={setView}
          options={[
            { value: 'edit', label: words.editView },
            { value: 'preview', label: words.previewView },
          ]}
        />
      </Show>
      <div class="wording-editor" data-view={isSmall() ? view() : undefined} ref={frame}>
        <div class="wording-form">
          <FactList
            facts={props.detail.facts}
            isOpen={!isSmall()}
            onInsert={props.mayEdit ? (fact) => caret.insert(fact, firstControl) : undefined}
          />
          <WordingFields
            edit={props.edit}
            caret={caret}
            readOnly={!props.mayEdit}
            problems={preview.problems() ?? []}
            onReady={(go) => (goTo = go)}
          />
          <Show when={props.mayEdit}>
            <div class="wording-bar">
              <ProblemList preview={preview} onGoTo={(problem) => goTo?.(problem)} />
              <OutcomeNotice edit={props.edit} />
              <div class="wording-acts">
                <Button
                  variant="primary"
                  busy={props.edit.busy() === 'publish'}
                  disabledReason={whyNotPublish()}
                  onClick={publish}
                >
                  {words.publish}
                </Button>
                <Button
                  busy={props.edit.busy() === 'test'}
                  disabledReason={preview.errors() > 0 ? words.errorsFirst(preview.errors()) : undefined}
                  onClick={() => void props.edit.sendTest(aroundIt())}
                >
                  {words.sendTest}
                </Button>
                <Show when={props.edit.dirty().length > 0}>
                  <Button variant="quiet" onClick={() => props.edit.discard()}>
                    {words.discard}
                  </Button>
                </Show>
                <PublishedLine edit={props.edit} />
              </div>
            </div>
          </Show>
        </div>
        <WordingPreview
          preview={preview}
          portalName={settings()?.portalName ?? ''}
          recent={isLayout() ? [] : props.detail.recent}
          mailId={mailId()}
          onMailId={setMailId}
          around={aroundIt()}
          onAround={setAround}
        />
      </div>
      <RestoreDialog
        edit={props.edit}
        title={props.title}
        open={props.asking === 'restore'}
        onClose={() => props.onAsked()}
      />
      <Suspense>
        <Show when={props.asking === 'versions'}>
          <VersionsDialog
            connection={connection}
            edit={props.edit}
            title={props.title}
            defaultSource={props.detail.defaultSource}
            mayRestore={props.mayEdit}
            onClose={() => props.onAsked()}
          />
        </Show>
      </Suspense>
    </>
  )
}

/** Who published last and when, or that what is typed is not published yet. */
function PublishedLine(props: { edit: WordingEdit }) {
  const base = () => props.edit.base()
  const by = () => base().publishedBy?.name
  return (
    <p class="wording-saved">
      <Show when={props.edit.dirty().length === 0} fallback={<b>{words.unpublished}</b>}>
        <Show when={base().publishedAt} fallback={words.lastDefault}>
          {(at) => (
            <>
              {by() ? words.lastBy(by()!) : words.lastBySomebody}, <TimeAgo at={toLocalTime(at())} />
            </>
          )}
        </Show>
      </Show>
    </p>
  )
}
