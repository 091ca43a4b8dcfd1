// Where facts are written: the field that was used last. Its own undo (Mod+Z) goes on to work.
import type { FactInfo, WordingField } from '#emails/wording.ts'
import { insertionOf } from './insertion.ts'

type Control = HTMLInputElement | HTMLTextAreaElement
export type Caret = ReturnType<typeof createCaret>

export function createCaret() {
  let last: { control: Control; field: WordingField } | undefined
  return {
    /** This is the field that is typed in now. */
    hold: (control: Control, field: WordingField) => void (last = { control, field }),

    /** Writes a fact at the caret, and goes there. `fallback` is where it is written when no field was used yet. */
    insert(fact: FactInfo, fallback: () => { control: Control; field: WordingField } | undefined): void {
      const target = last?.control.isConnected ? last : fallback()
      if (!target) return
      const { control, field } = target
      const [from, to] = [control.selectionStart ?? 0, control.selectionEnd ?? 0]
      const { text, caret } = insertionOf(fact, field, control.value.slice(0, from), control.value.slice(from, to))
      control.focus()
      // The only way to write that a person can undo by the keyboard; where it is gone, the text is what counts.
      if (!document.execCommand('insertText', false, text)) {
        control.setRangeText(text, from, to, 'end')
        control.dispatchEvent(new InputEvent('input', { bubbles: true }))
      }
      control.setSelectionRange(from + caret, from + caret)
    },
  }
}

/** Goes to a place in a field and marks it. */
export function showIn(control: Control, from: number, to: number): void {
  // A browser scrolls to the caret when a field takes focus, not when the caret moves.
  control.blur()
  control.setSelectionRange(from, from)
  control.focus()
  control.setSelectionRange(from, to)
  control.scrollIntoView({ block: 'nearest' })
}
