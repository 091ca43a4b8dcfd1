// The field of a picture: chosen or dropped, uploaded at once, with the text for whoever does not see it.
import { createEffect, createUniqueId, on, onCleanup, Show } from 'solid-js'
import { uploadPicture } from '#client/lib/upload.ts'
import { Button } from '#client/ui/button.tsx'
import { createField, FieldNotes } from '#client/ui/field.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { words as shared } from '#client/words/en.ts'
import { productWords } from '#client/words/products.ts'
import { pictureBytesMax } from '#server/features/documents/schema.ts'
import type { Picture } from '#server/features/products/schema.ts'
import { createUpload } from './create-upload.ts'
import { FileChooser } from './file-chooser.tsx'
import { UploadProgressBar } from './upload-progress.tsx'

const words = productWords.picture
const labels = productWords.fields

export interface PictureFieldProps {
  name: string
  error: string
  textError: string
  picture: Picture | null
  onChange: (picture: Picture | null) => void
  onUploading: (isUploading: boolean) => void
}

export function PictureField(props: PictureFieldProps) {
  const field = createField({
    get label() {
      return labels.picture
    },
    get name() {
      return props.name
    },
    get error() {
      return props.error
    },
  })
  const labelId = createUniqueId()
  const upload = createUpload(uploadPicture)
  let isGone = false
  onCleanup(() => (isGone = true))
  createEffect(
    on(
      () => upload.share() !== undefined,
      (isUploading) => props.onUploading(isUploading),
    ),
  )

  async function take(file: File) {
    if (file.size > pictureBytesMax) return upload.fail(words.tooBig(file.name, pictureBytesMax))
    const uploaded = await upload.start(file)
    if (uploaded && !isGone) props.onChange({ id: uploaded.id, text: props.picture?.text ?? '' })
  }
  return (
    <div class="field" data-invalid={field.error() ? '' : undefined}>
      <div class="field-label">
        <span id={labelId}>{labels.picture}</span>
        <span class="field-optional" aria-hidden="true">
          {shared.ui.optional}
        </span>
      </div>
      <FileChooser
        ids={field.ids()}
        labelledBy={labelId}
        accept="image/png,image/jpeg,image/webp"
        chooseLabel={props.picture ? productWords.document.replace : words.choose}
        onFile={(file) => void take(file)}
        buttons={
          <Show when={props.picture}>
            <Button
              size="small"
              variant="quiet"
              onClick={() => {
                props.onChange(null)
                document.getElementById(field.ids().id)?.focus()
              }}
            >
              {words.remove}
            </Button>
          </Show>
        }
      >
        <Show when={props.picture} fallback={<p class="field-hint">{words.drop(pictureBytesMax)}</p>}>
          {(picture) => (
            <div class="picture-edit">
              <img src={`/pictures/${picture().id}`} alt={picture().text} />
              <TextField
                label={labels.pictureText}
                name="picture.text"
                value={picture().text}
                onChange={(text) => props.onChange({ id: picture().id, text })}
                error={props.textError}
                hint={labels.pictureTextHint}
                autocomplete="off"
                maxlength={200}
              />
            </div>
          )}
        </Show>
        <UploadProgressBar
          share={upload.share()}
          label={words.sending}
          cancelLabel={words.cancel}
          onCancel={() => upload.cancel()}
        />
      </FileChooser>
      <FieldNotes error={field.error()} hintId={field.hintId} errorId={field.errorId} />
      <Show when={upload.failure()}>{(sentence) => <Notice tone="danger">{sentence()}</Notice>}</Show>
    </div>
  )
}
