import { Show } from 'solid-js'
import { hintOf } from '#client/features/keys/single-keys.ts'
import { adminWords } from '#client/words/admin.ts'
import { UndoBar } from '#client/ui/undo-bar.tsx'
import { ConflictElsewhere } from './conflict-notice.tsx'
import type { Decisions } from './create-decisions.ts'
import { titleOf, viewOf } from './kinds.ts'
import './undo-strip.css'

const words = adminWords.decide

export interface UndoStripProps {
  decisions: Decisions
  isDown: boolean
  /** said after the decision: who comes next */
  next: string | undefined
  /** the review whose detail says itself why a press on it failed */
  openId: string | undefined
  ownId: string | undefined
  hrefOf: (id: string) => string
}

/** "You approved Ruth Vance. The mail goes out in 6 s." with Undo, or why that failed, wherever on the page there is room for it. */
export function UndoStrip(props: UndoStripProps) {
  const downReason = () => (props.isDown ? words.down : undefined)
  const undoable = () => {
    const last = props.decisions.undoable()
    if (!last) return undefined
    const did = last.review.state === 'rejected' ? words.youDid.reject : words.youDid.approve
    return {
      message: (
        <>
          {did} <b>{titleOf(last.review)}</b>
          <Show when={viewOf(last.review.kind).result?.(last.review)}>
            {(result) => (
              <>
                {' '}
                {words.as} <b>{result()}</b>
              </>
            )}
          </Show>
          .<span class="visually-hidden"> {props.next}</span>
        </>
      ),
      until: last.until,
      totalMs: last.totalMs,
      countdown: words.mailIn,
    }
  }
  return (
    <div class="undo-strip">
      <ConflictElsewhere decisions={props.decisions} openId={props.openId} ownId={props.ownId} hrefOf={props.hrefOf} />
      <UndoBar
        undoable={undoable()}
        undoLabel={words.undo}
        keyHint={hintOf('undo')}
        busy={props.decisions.busy()?.act === 'undo'}
        disabledReason={downReason()}
        onUndo={() => {
          const last = props.decisions.undoable()
          if (last) void props.decisions.decide(last.review, { act: 'undo' })
        }}
      />
    </div>
  )
}
