import { Show } from 'solid-js'
import { Button } from '#client/ui/button.tsx'
import './documents.css'

export interface UploadProgressBarProps {
  /** The share that has been sent; undefined: nothing is on its way. */
  share: number | undefined
  /** What is being done now. */
  label: string
  cancelLabel: string
  onCancel: () => void
}

/** How far an upload is; once all is sent, the server looks at it, and nobody knows for how long. */
export function UploadProgressBar(props: UploadProgressBarProps) {
  return (
    <Show when={props.share !== undefined}>
      <div class="upload-progress" role="status">
        <span>{props.label}</span>
        <Show when={props.share! < 1} fallback={<progress aria-label={props.label} />}>
          <progress aria-label={props.label} max={1} value={props.share} />
        </Show>
        <Button size="small" variant="quiet" onClick={() => props.onCancel()}>
          {props.cancelLabel}
        </Button>
      </div>
    </Show>
  )
}
