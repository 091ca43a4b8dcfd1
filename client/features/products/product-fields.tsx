// The fields of an API product; adding and editing share them.
import Plus from 'lucide-solid/icons/plus'
import { For, Show } from 'solid-js'
import { PictureField } from '#client/features/documents/picture-field.tsx'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { words as shared } from '#client/words/en.ts'
import { productWords } from '#client/words/products.ts'
import { ApiFieldset } from './api-fieldset.tsx'
import type { ProductForm } from './create-product-form.ts'
import { MarkdownField } from './markdown-field.tsx'
import { TagsField } from './tags-field.tsx'
import './products.css'

const words = productWords.fields
const apisMax = 20

export interface ProductFieldsProps {
  form: ProductForm
  /** The documents that are saved, by the API that has them: those can be downloaded. */
  savedDocuments: ReadonlyMap<string, string>
}

export function ProductFields(props: ProductFieldsProps) {
  const form = () => props.form
  let apis!: HTMLDivElement

  function add() {
    form().addApi()
    apis.querySelector<HTMLInputElement>('fieldset:last-of-type input')?.focus()
  }
  function remove(key: string) {
    form().removeApi(key)
    apis.querySelector<HTMLButtonElement>('.apis-add button')?.focus()
  }
  return (
    <>
      <Card title={words.about} look="panel">
        <div class="stack">
          <TextField label={words.name} {...form().text('name')} autocomplete="off" spellcheck={false} maxlength={60} />
          <TextField
            label={words.summary}
            {...form().text('summary')}
            optional={shared.ui.optional}
            hint={words.summaryHint}
            autocomplete="off"
            maxlength={200}
          />
          <MarkdownField
            label={words.description}
            {...form().text('description')}
            optional={shared.ui.optional}
            rows={8}
          />
          <PictureField
            name="picture"
            error={form().errorOf('picture')}
            textError={form().errorOf('picture.text')}
            picture={form().fields.picture}
            onChange={(picture) => form().set({ picture })}
            onUploading={(isPictureUploading) => form().set({ isPictureUploading })}
          />
          <TagsField
            label={words.tags}
            name="tags"
            error={form().errorOf('tags')}
            tags={form().fields.tags}
            onChange={(tags) => form().set({ tags })}
          />
        </div>
      </Card>
      <Card title={words.apis} look="panel">
        <div class="stack apis" ref={apis}>
          <For each={form().fields.apis} fallback={<p class="muted">{words.noApis}</p>}>
            {(api, at) => (
              <ApiFieldset
                form={form()}
                api={api}
                at={at() + 1}
                savedDocumentId={api.id === undefined ? undefined : props.savedDocuments.get(api.id)}
                onRemove={() => remove(api.key)}
              />
            )}
          </For>
          <Show when={form().fields.apis.length < apisMax}>
            <div class="row apis-add">
              <Button icon={Plus} size="small" onClick={() => add()}>
                {words.addApi}
              </Button>
            </div>
          </Show>
        </div>
      </Card>
    </>
  )
}
