import CircleAlert from 'lucide-solid/icons/circle-alert'
import type { JSX } from 'solid-js'
import { createEffect, createSignal, For, on, Show, untrack } from 'solid-js'
import { FormContext } from './form-context.ts'
import './form.css'

/** Errors by the field's name, as a schema or the server reports them. */
export type FormErrors = Readonly<Record<string, string | undefined>>

export interface FormProps {
  onSubmit: () => void
  /** A new object after each failed submit: the summary then takes focus, and each field shows its own. */
  errors?: FormErrors | undefined
  /** What went wrong with the whole, a refusal for example; shown in the summary too. */
  failure?: string | undefined
  /** Heading of the summary, given the number of errors. */
  summaryTitle: (count: number) => string
  /** Submits once: further presses are ignored until it is false again. */
  busy?: boolean
  /** Accessible name, where a page has more than one form. */
  label?: string
  class?: string
  children: JSX.Element
}

interface Entry {
  id: string
  field: { label: string }
}

/** A form with a summary of errors above it; fields inside find their error by name. It never clears what was typed. */
export function Form(props: FormProps) {
  const [fields, setFields] = createSignal<ReadonlyMap<string, Entry>>(new Map())
  let summary: HTMLDivElement | undefined
  const problems = () => Object.entries(props.errors ?? {}).filter((entry): entry is [string, string] => !!entry[1])
  const shown = () => problems().length > 0 || !!props.failure

  createEffect(
    on([() => props.errors, () => props.failure], () => {
      if (shown()) queueMicrotask(() => summary?.focus())
    }),
  )

  const context: FormContext = {
    errorOf: (name) => (name ? props.errors?.[name] : undefined),
    register: (name, id, field) => {
      // A field that is drawn registers itself: reading the list here would draw it again.
      untrack(() => setFields((all) => new Map(all).set(name, { id, field })))
      return () => setFields((all) => new Map([...all].filter(([one, entry]) => one !== name || entry.id !== id)))
    },
  }
  const goTo = (event: MouseEvent, name: string) => {
    event.preventDefault()
    const control = document.getElementById(fields().get(name)?.id ?? '')
    control?.focus()
    control?.scrollIntoView?.({ block: 'center' })
  }

  return (
    <FormContext.Provider value={context}>
      <form
        class={`form ${props.class ?? ''}`}
        noValidate
        aria-label={props.label}
        onSubmit={(event) => {
          event.preventDefault()
          if (!props.busy) props.onSubmit()
        }}
      >
        <Show when={shown()}>
          <div class="form-summary" role="alert" tabindex="-1" ref={(element) => (summary = element)}>
            <CircleAlert size={18} />
            <div class="form-summary-text">
              <p class="form-summary-title">
                {problems().length > 0 ? props.summaryTitle(problems().length) : props.failure}
              </p>
              <Show when={problems().length > 0 && props.failure}>
                <p>{props.failure}</p>
              </Show>
              <Show when={problems().length > 0}>
                <ul>
                  <For each={problems()}>
                    {([name, message]) => (
                      <li>
                        <Show when={fields().get(name)} fallback={message}>
                          {(entry) => (
                            <a href={`#${entry().id}`} onClick={(event) => goTo(event, name)}>
                              {entry().field.label}: {message}
                            </a>
                          )}
                        </Show>
                      </li>
                    )}
                  </For>
                </ul>
              </Show>
            </div>
          </div>
        </Show>
        {props.children}
      </form>
    </FormContext.Provider>
  )
}

/** The row of buttons that ends a form. */
export function FormActions(props: { children: JSX.Element }) {
  return <div class="form-actions">{props.children}</div>
}
