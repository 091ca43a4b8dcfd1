import { DocumentField } from '#client/features/documents/document-field.tsx'
import { Button } from '#client/ui/button.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { words as shared } from '#client/words/en.ts'
import { productWords } from '#client/words/products.ts'
import type { ProductForm } from './create-product-form.ts'
import type { ApiFields } from './product-draft.ts'

const words = productWords.fields

export interface ApiFieldsetProps {
  form: ProductForm
  api: ApiFields
  /** its place, from 1 */
  at: number
  /** the document that is saved for it */
  savedDocumentId: string | undefined
  onRemove: () => void
}

/** One API of a product: its name, where it answers, and the document that describes it. */
export function ApiFieldset(props: ApiFieldsetProps) {
  const title = () => words.api(props.at, props.api.name)
  const isSaved = () => props.api.document !== null && props.api.document.id === props.savedDocumentId
  return (
    <fieldset class="api">
      <legend>{title()}</legend>
      <Button
        class="api-remove"
        size="small"
        variant="quiet"
        aria-label={words.removeApi(title())}
        onClick={() => props.onRemove()}
      >
        {words.removeApiShort}
      </Button>
      <div class="form-pair">
        <TextField
          label={words.apiName}
          {...props.form.apiText(props.api, 'name')}
          optional={shared.ui.optional}
          placeholder={props.api.document?.title}
          hint={words.apiNameHint}
          autocomplete="off"
          spellcheck={false}
          maxlength={60}
        />
        <TextField
          label={words.baseUrl}
          {...props.form.apiText(props.api, 'baseUrl')}
          inputmode="url"
          placeholder="https://api.example.com/v1"
          hint={words.baseUrlHint}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
        />
      </div>
      <DocumentField
        label={words.document}
        name={`apis.${props.api.key}.document`}
        error={props.form.errorOf(`apis.${props.api.key}.document`)}
        document={props.api.document}
        savedAs={isSaved() ? props.api.id : undefined}
        onChange={(document) => props.form.changeApi(props.api.key, { document })}
        onPending={(pending) => props.form.changeApi(props.api.key, { pending })}
      />
    </fieldset>
  )
}
