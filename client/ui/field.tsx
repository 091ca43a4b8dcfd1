import CircleAlert from 'lucide-solid/icons/circle-alert'
import type { JSX } from 'solid-js'
import { createComputed, createMemo, createUniqueId, onCleanup, Show } from 'solid-js'
import { useForm } from './form-context.ts'
import './field.css'

/** The part that all fields share. Inside a `Form`, `error` comes from its `errors[name]` unless given here. */
export interface FieldProps {
  label: string
  name?: string
  hint?: JSX.Element
  error?: string | undefined
  /** Says in words, after the label, that the field may stay empty. Everything else is expected to be filled. */
  optional?: string | undefined
  class?: string
}

/** What a control needs to be wired to its label, hint and error. */
export interface ControlIds {
  id: string
  describedBy: string | undefined
  invalid: true | undefined
}

/** Label above, control, hint, error: wired by ids. Pages use TextField, PasswordField, TextArea, SelectField. */
export function Field(props: FieldProps & { control: (ids: () => ControlIds) => JSX.Element }) {
  const field = createField(props)
  return (
    <div class={`field ${props.class ?? ''}`} data-invalid={field.error() ? '' : undefined}>
      <div class="field-label">
        <label for={field.ids().id}>{props.label}</label>
        <Show when={props.optional}>
          <span class="field-optional" aria-hidden="true">
            {props.optional}
          </span>
        </Show>
      </div>
      {props.control(field.ids)}
      <FieldNotes hint={props.hint} error={field.error()} hintId={field.hintId} errorId={field.errorId} />
    </div>
  )
}

/** The hint and the error below a control. */
export function FieldNotes(props: { hint?: JSX.Element; error?: string | undefined; hintId: string; errorId: string }) {
  return (
    <>
      <Show when={props.error}>
        <p class="field-error" id={props.errorId}>
          <CircleAlert size={14} />
          <span>{props.error}</span>
        </p>
      </Show>
      <Show when={props.hint}>
        <p class="field-hint" id={props.hintId}>
          {props.hint}
        </p>
      </Show>
    </>
  )
}

/** Ids, the error in force, and the registration with the form around it. */
export function createField(props: FieldProps) {
  const form = useForm()
  const id = createUniqueId()
  const hintId = `${id}-hint`
  const errorId = `${id}-error`
  const error = createMemo(() => props.error ?? form?.errorOf(props.name))
  const ids = createMemo<ControlIds>(() => ({
    id,
    describedBy: [error() && errorId, props.hint && hintId].filter(Boolean).join(' ') || undefined,
    invalid: error() ? true : undefined,
  }))
  createComputed(() => {
    if (props.name && form) onCleanup(form.register(props.name, id, props))
  })
  return { ids, error, hintId, errorId }
}
