import { For, Show } from 'solid-js'
import { Button } from '#client/ui/button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { recordWords as words } from '#client/words/records.ts'
import './records.css'

export interface MeetingNoticeProps {
  /** Who saved meanwhile, as a sentence. */
  title: string
  /** What they have set, line by line. */
  theirs: readonly string[]
  onTakeTheirs: () => void
  onKeepMine: () => void
}

/** Somebody else saved what I am typing over: what they set, and whose shall hold. */
export function MeetingNotice(props: MeetingNoticeProps) {
  return (
    <Notice
      tone="warning"
      title={props.title}
      action={
        <>
          <Button size="small" onClick={() => props.onTakeTheirs()}>
            {words.takeTheirs}
          </Button>
          <Button size="small" variant="quiet" onClick={() => props.onKeepMine()}>
            {words.keepMine}
          </Button>
        </>
      }
    >
      {words.changedText}
      <Show when={props.theirs.length > 0}>
        <p class="record-theirs">{words.theySet}</p>
        <ul>
          <For each={props.theirs}>{(line) => <li>{line}</li>}</For>
        </ul>
      </Show>
    </Notice>
  )
}
