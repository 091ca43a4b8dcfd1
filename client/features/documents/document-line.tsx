import FileCode from 'lucide-solid/icons/file-code'
import { Show } from 'solid-js'
import { productWords } from '#client/words/products.ts'
import type { DocumentFacts } from '#server/features/documents/schema.ts'
import './documents.css'

const words = productWords.document

export interface DocumentLineProps {
  document: DocumentFacts
  /** The API that has it, from where it can be downloaded as it was uploaded. */
  apiId: string | undefined
  /** Says so where it is not saved yet. */
  unsaved?: boolean
}

/** What is known of an uploaded document. */
export function DocumentLine(props: DocumentLineProps) {
  return (
    <div class="document-line">
      <FileCode size={18} />
      <div>
        <b>{props.document.title}</b> <span class="muted">{words.version(props.document.apiVersion)}</span>
        <p class="field-hint">{words.facts(props.document)}</p>
      </div>
      <Show
        when={props.apiId}
        fallback={
          <Show when={props.unsaved}>
            <span class="muted document-end">{words.notSaved}</span>
          </Show>
        }
      >
        {(id) => (
          <a class="document-end" href={`/documents/${id()}`} download="" rel="external">
            {words.download}
          </a>
        )}
      </Show>
    </div>
  )
}
