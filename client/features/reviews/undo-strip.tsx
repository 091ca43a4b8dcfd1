import { adminWords } from '#client/words/admin.ts'
import { UndoBar } from '#client/ui/undo-bar.tsx'
import type { Decisions } from './create-decisions.ts'
import { titleOf } from './kinds.ts'
import './undo-strip.css'

const words = adminWords.decide

export interface UndoStripProps {
  decisions: Decisions
  isDown: boolean
  /** said after the decision: who comes next */
  next: string | undefined
}

/** "You approved Ruth Vance. The mail goes out in 6 s." with Undo, wherever on the page there is room for it. */
export function UndoStrip(props: UndoStripProps) {
  const undoable = () => {
    const last = props.decisions.undoable()
    if (!last) return undefined
    const did = last.review.state === 'rejected' ? words.youDid.reject : words.youDid.approve
    return {
      message: (
        <>
          {did} <b>{titleOf(last.review)}</b>.<span class="visually-hidden"> {props.next}</span>
        </>
      ),
      until: last.until,
      totalMs: last.totalMs,
      countdown: words.mailIn,
    }
  }
  return (
    <div class="undo-strip">
      <UndoBar
        undoable={undoable()}
        undoLabel={words.undo}
        busy={props.decisions.busy()?.act === 'undo'}
        disabledReason={props.isDown ? words.down : undefined}
        onUndo={() => {
          const last = props.decisions.undoable()
          if (last) void props.decisions.decide(last.review, { act: 'undo' })
        }}
      />
    </div>
  )
}
