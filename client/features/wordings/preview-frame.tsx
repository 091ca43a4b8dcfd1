// The HTML of a mail as its reader sees it. Mails are styled inline, which our pages' policy rightly forbids: the server answers with
// a document of its own, asked for by a form, because a source is too long for an address.
import { createEffect, createSignal, For, on, onMount } from 'solid-js'
import { framedField, type FramedInput } from '#server/features/wordings/schema.ts'

interface Asked {
  /** the name of its frame */
  name: string
  input: string
}

let asked = 0

export interface PreviewFrameProps {
  input: FramedInput
  title: string
}

/**
 * Each preview comes in a frame of its own, which takes the place of the one before when it is there: nothing flickers, and the
 * browser's way back goes to the page before, not to the preview before.
 */
export function PreviewFrame(props: PreviewFrameProps) {
  const [frames, setFrames] = createSignal<readonly Asked[]>([])
  createEffect(
    on(
      () => JSON.stringify(props.input),
      (input) => {
        const next = { name: `mail-preview-${++asked}`, input }
        // The one that is shown, and the newest that is awaited; what was awaited until now is overtaken.
        setFrames((all) => [...all.slice(0, 1), next])
      },
    ),
  )
  const arrived = (frame: Asked) => {
    if (frames().includes(frame)) setFrames([frame])
  }
  return (
    <div class="preview-frames">
      <For each={frames()}>
        {(frame) => (
          <OneFrame frame={frame} isShown={frames()[0] === frame} title={props.title} onLoad={() => arrived(frame)} />
        )}
      </For>
    </div>
  )
}

function OneFrame(props: { frame: Asked; isShown: boolean; title: string; onLoad: () => void }) {
  let form!: HTMLFormElement
  let isSent = false
  onMount(() => {
    isSent = true
    form.submit()
  })
  return (
    <>
      {/* Runs nothing and reaches nothing of ours; links open in a tab of their own. */}
      <iframe
        class="mail-frame"
        name={props.frame.name}
        title={props.title}
        data-waiting={props.isShown ? undefined : ''}
        aria-hidden={props.isShown ? undefined : 'true'}
        tabindex={props.isShown ? undefined : -1}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        referrerpolicy="no-referrer"
        // An empty frame says that it is loaded, too, before anything is asked.
        onLoad={() => isSent && props.onLoad()}
      />
      <form ref={form} method="post" action="/mails/preview" target={props.frame.name} hidden>
        <input type="hidden" name={framedField} value={props.frame.input} />
      </form>
    </>
  )
}
