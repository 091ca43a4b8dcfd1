import type { JSX } from 'solid-js'
import { createSignal } from 'solid-js'
import type { ControlIds } from '#client/ui/field.tsx'
import '#client/ui/button.css'
import './documents.css'

export interface FileChooserProps {
  ids: ControlIds
  /** The id of the field's label: what the button says is no part of the name. */
  labelledBy: string
  accept: string
  chooseLabel: string
  onFile: (file: File) => void
  /** Further buttons after the first. */
  buttons?: JSX.Element
  children?: JSX.Element
}

/** A box into which a file is dropped, with the native control behind a button of our look. */
export function FileChooser(props: FileChooserProps) {
  const [isOver, setIsOver] = createSignal(false)
  const take = (files: FileList | null | undefined) => files?.[0] && props.onFile(files[0])
  return (
    <div
      class="file-chooser"
      data-over={isOver() ? '' : undefined}
      data-invalid={props.ids.invalid ? '' : undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setIsOver(true)
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setIsOver(false)
        take(event.dataTransfer?.files)
      }}
    >
      <div class="row">
        <span class="file-chooser-button">
          <input
            type="file"
            id={props.ids.id}
            aria-labelledby={props.labelledBy}
            aria-describedby={props.ids.describedBy}
            aria-invalid={props.ids.invalid}
            accept={props.accept}
            onChange={(event) => {
              take(event.currentTarget.files)
              // The same file, mended, can be chosen again.
              event.currentTarget.value = ''
            }}
          />
          <span class="button" data-variant="default" data-size="small" aria-hidden="true">
            <span class="button-label">{props.chooseLabel}</span>
          </span>
        </span>
        {props.buttons}
      </div>
      {props.children}
    </div>
  )
}
