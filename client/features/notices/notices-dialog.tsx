import { onMount, Show } from 'solid-js'
import { Checkbox } from '#client/ui/checkbox.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { words as shared } from '#client/words/en.ts'
import { keyWords } from '#client/words/keys.ts'
import { askForNotices, noticesWanted, permission, readPermission, setNoticesWanted } from './notices-wanted.ts'

const words = keyWords.notices

/** Where desktop notifications are switched on, which is when the browser is asked for them, and off. */
export default function NoticesDialog(props: { onClose: () => void }) {
  onMount(() => void readPermission())
  const problem = () => ({ denied: words.blocked, unsupported: words.unsupported })[permission() as string]
  return (
    <Dialog
      open
      onClose={() => props.onClose()}
      title={words.title}
      description={words.text}
      closeLabel={shared.ui.close}
    >
      <Show when={problem()} fallback={<Switch />}>
        {(sentence) => <Notice tone="warning">{sentence()}</Notice>}
      </Show>
    </Dialog>
  )
}

function Switch() {
  return (
    <Checkbox
      look="switch"
      label={words.label}
      checked={noticesWanted() && permission() === 'granted'}
      onChange={(isWanted) => (isWanted ? void askForNotices() : setNoticesWanted(false))}
    />
  )
}
