// What stands above the editor: a draft from before, somebody else's wording, and what became of the last act.
import { createSignal, lazy, Match, Show, Suspense, Switch } from 'solid-js'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Button } from '#client/ui/button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { words as shared } from '#client/words/en.ts'
import { wordingWords } from '#client/words/wordings.ts'
import type { Meeting, WordingEdit } from './create-wording-edit.ts'

const words = wordingWords.edit
const met = wordingWords.meeting
const DiffView = lazy(() => import('./diff-view.tsx'))

/** "You have unpublished changes from 5 min ago." */
export function KeptNotice(props: { edit: WordingEdit }) {
  return (
    <Show when={props.edit.offered()}>
      {(draft) => (
        <Notice
          tone="info"
          action={
            <>
              <Button size="small" onClick={() => props.edit.takeUp()}>
                {wordingWords.kept.takeUp}
              </Button>
              <Button size="small" variant="quiet" onClick={() => props.edit.dropOffered()}>
                {wordingWords.kept.discard}
              </Button>
            </>
          }
        >
          {wordingWords.kept.title} <TimeAgo at={draft().at} />
        </Notice>
      )}
    </Show>
  )
}

/** Somebody else published meanwhile: what they changed, and whose shall hold. */
export function MeetingNotice(props: { edit: WordingEdit }) {
  return <Show when={props.edit.meeting()}>{(meeting) => <Met edit={props.edit} meeting={meeting()} />}</Show>
}

function Met(props: { edit: WordingEdit; meeting: Meeting }) {
  const [isShown, setIsShown] = createSignal(false)
  return (
    <Notice
      tone="warning"
      action={
        <>
          <Button size="small" aria-expanded={isShown()} onClick={() => setIsShown(!isShown())}>
            {isShown() ? met.hide : met.show}
          </Button>
          <Button size="small" onClick={() => props.edit.takeTheirs()}>
            {met.takeTheirs}
          </Button>
          <Button size="small" variant="quiet" onClick={() => props.edit.keepMine()}>
            {met.keepMine}
          </Button>
        </>
      }
    >
      <b>{met.changed(props.meeting.theirs.publishedBy?.name ?? words.portal)}</b>{' '}
      <Show when={props.meeting.theirs.publishedAt}>{(at) => <TimeAgo at={toLocalTime(at())} />}</Show>
      {'. '}
      {met.text}
      <Show when={props.meeting.contested.length > 0}>
        <p>
          {met.differs} {props.meeting.contested.map((field) => words.fields[field]).join(', ')}
        </p>
      </Show>
      <Show when={isShown()}>
        <Suspense>
          <DiffView
            before={props.meeting.theirs.source}
            after={props.edit.source}
            names={{ before: met.before, after: met.after }}
            same={wordingWords.versions.same}
          />
        </Suspense>
      </Show>
    </Notice>
  )
}

/** What became of the last press on a button. */
export function OutcomeNotice(props: { edit: WordingEdit }) {
  const tested = () => {
    const outcome = props.edit.outcome()
    return outcome?.kind === 'tested' && outcome.sent
  }
  return (
    <Switch>
      <Match when={props.edit.failure()}>
        {(failure) => (
          <Notice tone="danger">
            {failure().code === 'WORDING_CHANGED' ? words.conflict : failure().sentence}
            <Show when={!failure().code && failure().reference}>
              {(reference) => ` ${shared.ui.reference(reference())}`}
            </Show>
          </Notice>
        )}
      </Match>
      <Match when={tested()}>
        {(sent) => (
          <Notice tone="success">
            {words.tested(sent().toAddress)} <a href={`/admin/emails/${sent().mailId}`}>{words.toTest}</a>
          </Notice>
        )}
      </Match>
      <Match when={props.edit.outcome()?.kind === 'published'}>
        <Notice tone="success">{words.published}</Notice>
      </Match>
      <Match when={props.edit.outcome()?.kind === 'restored'}>
        <Notice tone="success">{words.restored}</Notice>
      </Match>
    </Switch>
  )
}
