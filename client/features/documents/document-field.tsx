// The field of an OpenAPI document: chosen, dropped or pasted; checked at once, and used when there are no errors.
import { createEffect, createSignal, createUniqueId, on, onCleanup, Show } from 'solid-js'
import { uploadDocument } from '#client/lib/upload.ts'
import { Button } from '#client/ui/button.tsx'
import { createField, FieldNotes } from '#client/ui/field.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { TextArea } from '#client/ui/text-area.tsx'
import { words as shared } from '#client/words/en.ts'
import { productWords } from '#client/words/products.ts'
import { documentBytesMax, type DocumentFacts, type DocumentReport } from '#server/features/documents/schema.ts'
import { createUpload } from './create-upload.ts'
import { DocumentLine } from './document-line.tsx'
import { DocumentReportNotice } from './document-report.tsx'
import { FileChooser } from './file-chooser.tsx'
import { UploadProgressBar } from './upload-progress.tsx'

const words = productWords.document

export interface DocumentFieldProps {
  label: string
  name: string
  error: string
  document: DocumentFacts | null
  /** The API that has it; undefined while it is not saved there. */
  savedAs: string | undefined
  onChange: (document: DocumentFacts | null) => void
  onPending: (pending: 'uploading' | 'unchecked' | undefined) => void
  upload?: typeof uploadDocument
}

interface Looked {
  name: string
  source: string
  report: DocumentReport
  hadBefore: boolean
}

export function DocumentField(props: DocumentFieldProps) {
  const field = createField(props)
  const labelId = createUniqueId()
  // eslint-disable-next-line solid/reactivity -- the same as long as the field is there
  const upload = createUpload(props.upload ?? uploadDocument)
  const [name, setName] = createSignal('')
  const [looked, setLooked] = createSignal<Looked>()
  const [isPasting, setIsPasting] = createSignal(false)
  const [text, setText] = createSignal('')
  const [checked, setChecked] = createSignal('')
  let pasteButton: HTMLButtonElement | undefined
  let isGone = false
  onCleanup(() => (isGone = true))

  const isUnchecked = () => isPasting() && text().trim() !== '' && text() !== checked()
  createEffect(
    on([() => upload.share() !== undefined, isUnchecked], ([isUploading, isOpen]) =>
      props.onPending(isUploading ? 'uploading' : isOpen ? 'unchecked' : undefined),
    ),
  )

  /** Has a text looked at; resolves to whether it can be used. */
  async function check(called: string, source: string): Promise<boolean> {
    setLooked(undefined)
    setName(called)
    if (new Blob([source]).size > documentBytesMax) {
      upload.fail(words.tooBig(called, documentBytesMax))
      return false
    }
    const hadBefore = props.document !== null
    const report = await upload.start(source)
    if (!report || isGone) return false
    setLooked({ name: called, source, report, hadBefore })
    if (report.document) props.onChange(report.document)
    return report.document !== null
  }

  async function takeFile(file: File) {
    // Before it is read: a huge file would stop the tab.
    if (file.size > documentBytesMax) {
      setLooked(undefined)
      return upload.fail(words.tooBig(file.name, documentBytesMax))
    }
    const source = await file.text().catch(() => undefined)
    if (source === undefined) return upload.fail(words.unreadable(file.name))
    await check(file.name, source)
  }

  async function takeText() {
    const typed = text()
    if (typed.trim() === '') return
    const isUsed = await check(words.pasted, typed)
    // What cannot be used stays, to be mended in its place; after a failure it still waits to be checked.
    if (looked()?.source === typed) setChecked(typed)
    if (!isUsed || text() !== typed) return
    setIsPasting(false)
    setText('')
    pasteButton?.focus()
  }

  const sentAll = () => (upload.share() ?? 0) >= 1
  return (
    <div class="field" data-invalid={field.error() ? '' : undefined}>
      <div class="field-label">
        <span id={labelId}>{props.label}</span>
        <span class="field-optional" aria-hidden="true">
          {shared.ui.optional}
        </span>
      </div>
      <FileChooser
        ids={field.ids()}
        labelledBy={labelId}
        accept=".json,.yaml,.yml,application/json,application/yaml"
        chooseLabel={props.document ? words.replace : words.choose}
        onFile={(file) => void takeFile(file)}
        buttons={
          <>
            <Button
              ref={(button) => (pasteButton = button)}
              size="small"
              aria-expanded={isPasting()}
              onClick={() => setIsPasting(!isPasting())}
            >
              {words.paste}
            </Button>
            <Show when={props.document}>
              <Button
                size="small"
                variant="quiet"
                onClick={() => {
                  setLooked(undefined)
                  props.onChange(null)
                  pasteButton?.focus()
                }}
              >
                {words.remove}
              </Button>
            </Show>
          </>
        }
      >
        <Show when={props.document} fallback={<p class="field-hint">{words.drop(documentBytesMax)}</p>}>
          {(document) => <DocumentLine document={document()} apiId={props.savedAs} unsaved />}
        </Show>
        <UploadProgressBar
          share={upload.share()}
          label={sentAll() ? words.checking(name()) : words.sending(name())}
          cancelLabel={words.cancel}
          onCancel={() => upload.cancel()}
        />
      </FileChooser>
      <FieldNotes error={field.error()} hintId={field.hintId} errorId={field.errorId} />
      <Show when={isPasting()}>
        <div class="stack document-paste">
          <TextArea
            label={words.text}
            value={text()}
            onChange={setText}
            onPaste={() => setTimeout(() => void takeText())}
            hint={words.textHint}
            spellcheck={false}
            autocomplete="off"
            class="document-text"
          />
          <div class="row">
            <Button size="small" busy={upload.share() !== undefined} onClick={() => void takeText()}>
              {words.check}
            </Button>
          </div>
        </div>
      </Show>
      <Show when={upload.failure()}>{(sentence) => <Notice tone="danger">{sentence()}</Notice>}</Show>
      <Show when={looked()} keyed>
        {(one) => (
          <DocumentReportNotice {...one} dismissLabel={shared.ui.dismiss} onDismiss={() => setLooked(undefined)} />
        )}
      </Show>
    </div>
  )
}
