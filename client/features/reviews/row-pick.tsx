import '#client/ui/checkbox.css'
import { queueWords } from '#client/words/queue.ts'

export interface RowPickProps {
  /** whom or what the row is about */
  name: string
  isPicked: boolean
  /** Tab leads to this row. */
  isActive: boolean
  /** There is nothing left to choose. */
  isOff: boolean
  /** `isRange`: with everything between it and the one before. */
  onPick: (isRange: boolean) => void
}

/** The checkbox of a row; Shift takes in what lies between. */
export function RowPick(props: RowPickProps) {
  return (
    <label class="queue-pick">
      <input
        class="check-input"
        type="checkbox"
        aria-label={queueWords.select(props.name)}
        tabindex={props.isActive ? 0 : -1}
        checked={props.isPicked}
        disabled={props.isOff}
        onClick={(event) => props.onPick(event.shiftKey)}
        // A range keeps in what was in: the box is as the selection says, not as the press left it.
        onChange={(event) => (event.currentTarget.checked = props.isPicked)}
      />
    </label>
  )
}
