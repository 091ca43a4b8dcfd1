// The fields of an app; asking for access and editing share them.
import { TextArea } from '#client/ui/text-area.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { appsWords } from '#client/words/apps.ts'
import { words as shared } from '#client/words/en.ts'
import type { AppText } from './app-draft.ts'

const words = appsWords.fields

/** The part of a form that these fields are bound to; it may have others besides. */
interface AppForm {
  field: (name: AppText) => {
    name: string
    value: string
    error: string
    onChange: (value: string) => void
    onBlur: () => void
  }
}

export function AppFields(props: { form: AppForm }) {
  return (
    <>
      <TextField
        label={words.name}
        {...props.form.field('name')}
        hint={words.nameHint}
        autocomplete="off"
        spellcheck={false}
      />
      <TextArea
        label={words.description}
        {...props.form.field('description')}
        optional={shared.ui.optional}
        hint={words.descriptionHint}
        rows={2}
      />
      <TextArea
        label={words.redirectUrls}
        {...props.form.field('redirectUrls')}
        optional={shared.ui.optional}
        hint={words.redirectUrlsHint}
        rows={2}
        wrap="off"
        autocapitalize="off"
        spellcheck={false}
      />
    </>
  )
}
