import { createEffect, createUniqueId, on, onCleanup, Show } from 'solid-js'
import { createUpload } from '#client/features/documents/create-upload.ts'
import { FileChooser } from '#client/features/documents/file-chooser.tsx'
import { UploadProgressBar } from '#client/features/documents/upload-progress.tsx'
import { uploadPicture } from '#client/lib/upload.ts'
import { Button } from '#client/ui/button.tsx'
import { createField, FieldNotes } from '#client/ui/field.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { words as shared } from '#client/words/en.ts'
import { wordingWords } from '#client/words/wordings.ts'
import { logoBytesMax } from '#server/features/settings/schema.ts'

const words = wordingWords.brand

export interface LogoFieldProps {
  logoId: string | null
  portalName: string
  onChange: (logoId: string | null) => void
  onUploading: (isUploading: boolean) => void
}

/** The logo: chosen or dropped, uploaded at once, saved with the rest. Its text is the portal's name. */
export function LogoField(props: LogoFieldProps) {
  const field = createField({ label: words.logo, name: 'logoId', hint: words.logoHint })
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
    if (file.size > logoBytesMax) return upload.fail(words.logoTooBig(file.name))
    const uploaded = await upload.start(file)
    if (uploaded && !isGone) props.onChange(uploaded.id)
  }
  return (
    <div class="field" data-invalid={field.error() ? '' : undefined}>
      <div class="field-label">
        <span id={labelId}>{words.logo}</span>
        <span class="field-optional" aria-hidden="true">
          {shared.ui.optional}
        </span>
      </div>
      <FileChooser
        ids={field.ids()}
        labelledBy={labelId}
        accept="image/png,image/jpeg"
        chooseLabel={props.logoId ? words.logoReplace : words.logoChoose}
        onFile={(file) => void take(file)}
        buttons={
          <Show when={props.logoId}>
            <Button
              size="small"
              variant="quiet"
              onClick={() => {
                props.onChange(null)
                document.getElementById(field.ids().id)?.focus()
              }}
            >
              {words.logoRemove}
            </Button>
          </Show>
        }
      >
        <Show when={props.logoId} fallback={<p class="field-hint">{words.logoNone}</p>}>
          {(id) => <img class="logo-picture" src={`/pictures/${id()}`} alt={props.portalName} />}
        </Show>
        <UploadProgressBar
          share={upload.share()}
          label={words.logoSending}
          cancelLabel={shared.ui.cancel}
          onCancel={() => upload.cancel()}
        />
      </FileChooser>
      <FieldNotes hint={words.logoHint} error={field.error()} hintId={field.hintId} errorId={field.errorId} />
      <Show when={upload.failure()}>{(sentence) => <Notice tone="danger">{sentence()}</Notice>}</Show>
    </div>
  )
}
