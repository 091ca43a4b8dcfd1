import { Show } from 'solid-js'
import { BulkBar } from '#client/features/bulk/bulk-bar.tsx'
import { Button } from '#client/ui/button.tsx'
import { queueWords as words } from '#client/words/queue.ts'
import { pickedMax } from '#server/features/bulk/schema.ts'
import { matchingMax } from '#server/features/reviews/schema.ts'
import type { Selection } from './create-selection.ts'

/** "12 selected · Select all 340 that match · Clear", and what can be done with them. */
export function SelectionBar(props: { selection: Selection }) {
  const selection = () => props.selection
  const more = () => {
    const matching = selection().matching()
    return !selection().isAll() && matching !== undefined && matching > selection().count() ? matching : undefined
  }
  return (
    <div class="selection-bar" role="group" aria-label={words.selection}>
      <div class="selection-said">
        <b role="status">
          {selection().isAll()
            ? words.allSelected(selection().count(), matchingMax)
            : words.selected(selection().count(), matchingMax)}
          <Show when={!selection().isAll() && selection().count() === pickedMax}>, {words.mostAtOnce}</Show>
        </b>
        <Show when={more()}>
          {(matching) => (
            <Button size="small" variant="quiet" onClick={() => selection().pickAll()}>
              {words.selectAll(matching(), matchingMax)}
            </Button>
          )}
        </Show>
        <Button size="small" variant="quiet" onClick={() => selection().clear()}>
          {words.clearSelection}
        </Button>
      </div>
      <Show when={selection().target()}>
        {(target) => (
          <BulkBar
            target={target()}
            count={selection().count()}
            onAsking={(isAsking) => selection().hold(isAsking)}
            onClear={() => selection().clear()}
          />
        )}
      </Show>
    </div>
  )
}
