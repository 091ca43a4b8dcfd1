import { useBeforeLeave, type BeforeLeaveEventArgs } from '@solidjs/router'
import { createEffect, createSignal, onCleanup } from 'solid-js'
import { Button } from '#client/ui/button.tsx'
import { Dialog, DialogActions } from '#client/ui/dialog.tsx'
import { adminWords } from '#client/words/admin.ts'
import { words } from '#client/words/en.ts'

/** Asks before a page with unsaved changes is left, by a link or by closing the tab. */
export function LeaveGuard(props: { isDirty: boolean }) {
  const [leaving, setLeaving] = createSignal<BeforeLeaveEventArgs>()
  useBeforeLeave((event) => {
    if (!props.isDirty || event.defaultPrevented) return
    event.preventDefault()
    setLeaving(event)
  })
  createEffect(() => {
    if (!props.isDirty) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    onCleanup(() => window.removeEventListener('beforeunload', ask))
  })
  return (
    <Dialog
      open={leaving() !== undefined}
      onClose={() => setLeaving(undefined)}
      title={adminWords.settings.leaveTitle}
      description={adminWords.settings.leaveText}
      closeLabel={words.ui.close}
      size="small"
    >
      <DialogActions>
        <Button onClick={() => setLeaving(undefined)}>{adminWords.settings.stay}</Button>
        <Button variant="danger" onClick={() => leaving()?.retry(true)}>
          {adminWords.settings.leave}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
