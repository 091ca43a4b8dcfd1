import { fireEvent, render, screen } from '@solidjs/testing-library'
import { createSignal } from 'solid-js'
import { beforeAll, expect, test, vi } from 'vitest'
import { Button } from '#client/ui/button.tsx'
import { Dialog, DialogActions } from '#client/ui/dialog.tsx'
import { Form } from '#client/ui/form.tsx'
import { TextArea } from '#client/ui/text-area.tsx'
import { expectAccessible } from './axe.ts'

beforeAll(() => {
  // jsdom knows the element but not its modal state.
  HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
    this.open = true
  }
  HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
    this.open = false
  }
})

function Sample(props: { submit?: () => void }) {
  const [open, setOpen] = createSignal(false)
  const [reason, setReason] = createSignal('')
  return (
    <>
      <Button onClick={() => setOpen(true)}>Reject</Button>
      <Dialog
        open={open()}
        onClose={() => setOpen(false)}
        title="Reject Maria?"
        description="She gets a mail."
        closeLabel="Close"
      >
        <Form summaryTitle={String} onSubmit={() => props.submit?.()}>
          <TextArea label="Reason" value={reason()} onChange={setReason} />
          <DialogActions>
            <Button type="submit">Send</Button>
          </DialogActions>
        </Form>
      </Dialog>
    </>
  )
}

const openDialog = () => {
  const opener = screen.getByRole('button', { name: 'Reject' })
  opener.focus()
  fireEvent.click(opener)
  return opener
}

test('it opens with focus in its first field, named by its title', async () => {
  render(() => <Sample />)
  openDialog()
  expect(screen.getByRole('dialog', { name: 'Reject Maria?' })).toBeTruthy()
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Reason' }))
  await expectAccessible()
})

test('Esc closes it and gives focus back', () => {
  render(() => <Sample />)
  const opener = openDialog()
  fireEvent(screen.getByRole('dialog'), new Event('cancel', { cancelable: true }))
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(document.activeElement).toBe(opener)
})

test('Mod+Enter submits the form in it', () => {
  const submit = vi.fn()
  render(() => <Sample submit={submit} />)
  openDialog()
  fireEvent.keyDown(screen.getByRole('textbox', { name: 'Reason' }), { key: 'Enter', ctrlKey: true })
  expect(submit).toHaveBeenCalledOnce()
})

test('its keys do not reach the shortcuts of the page', () => {
  const shortcut = vi.fn()
  window.addEventListener('keydown', shortcut)
  render(() => <Sample />)
  openDialog()
  fireEvent.keyDown(screen.getByRole('button', { name: 'Close' }), { key: 'a' })
  window.removeEventListener('keydown', shortcut)
  expect(shortcut).not.toHaveBeenCalled()
})
