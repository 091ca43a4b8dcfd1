// What every form does with what is typed: check it as the server will, show errors where they are, send it once, lose nothing.
import { createSignal, onCleanup } from 'solid-js'
import { createStore } from 'solid-js/store'
import type { z } from 'zod'
import type { RefusalCode } from '#server/refusals.ts'
import { toFailure, type Failure } from './api.ts'

type Errors<V> = Partial<Record<keyof V & string, string>>

export interface FormSource<V, O> {
  initial: V
  /** the schema that the server checks with */
  schema: z.ZodType<O>
  /** Checks that hold even while other fields are wrong (a schema's refinement waits for those); where both complain, theirs is shown. */
  also?: (values: V) => Errors<V>
  /** Refusals that are about one field, shown there until its value changes; of several, at the first until one of them does. */
  refusedFields?: Partial<Record<RefusalCode, (keyof V & string) | readonly (keyof V & string)[]>>
  /** What such a refusal says at its field, where its detail says more than the server's sentence. */
  refusedSentence?: (failure: Failure) => string
}

/** How a failed submit is shown beside the button; `retryAt` (epoch milliseconds) while the server wants a pause. */
export interface SubmitFailure {
  failure: Failure
  retryAt: number | undefined
}

/**
 * Holds a form. Errors appear when a filled field is left and on submit, and go as soon as they are mended. `errors` is a
 * new object after each submit that found some, which is what makes the summary take focus.
 */
export function createForm<V extends { [K in keyof V]: string }, O>(source: FormSource<V, O>) {
  type Name = keyof V & string
  const [values, setValues] = createStore<V>({ ...source.initial })
  const [shown, setShown] = createStore<Errors<V>>({})
  const [errors, setErrors] = createSignal<Errors<V>>()
  const [failure, setFailure] = createSignal<SubmitFailure>()
  const [busy, setBusy] = createSignal(false)
  const names = Object.keys(source.initial) as Name[]
  let initial: V = { ...source.initial }
  const visited = new Set<Name>()
  const refused = new Map<Name, { about: Partial<V>; sentence: string }>()
  let pause: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(pause))
  const left = createAfterPress(leave)

  function check(): { problems: Errors<V>; output: O | undefined } {
    const parsed = source.schema.safeParse(values)
    const problems: Errors<V> = { ...source.also?.(values) }
    for (const issue of parsed.error?.issues ?? []) problems[issue.path[0] as Name] ??= issue.message
    for (const [name, { about, sentence }] of refused)
      if ((Object.keys(about) as Name[]).every((one) => values[one] === about[one])) problems[name] ??= sentence
    return { problems, output: parsed.data }
  }

  const show = (some: Iterable<Name>, problems: Errors<V>) => {
    for (const name of some) setShown(name as never, problems[name] as never)
  }

  function write(name: Name, value: string) {
    setValues(name as never, value as never)
    // While typing, errors go but none appears.
    const wrong = (Object.keys(shown) as Name[]).filter((one) => shown[one])
    if (wrong.length > 0) show(wrong, check().problems)
  }

  function leave(name: Name) {
    // Going past an empty field is no mistake yet.
    if (values[name] !== '') visited.add(name)
    show(visited, check().problems)
  }

  function complain(problems: Errors<V>) {
    for (const name of names) visited.add(name)
    show(visited, problems)
    // In the order of the fields, whatever order they were found in.
    const ordered = names.filter((name) => problems[name]).map((name) => [name, problems[name]])
    setErrors(() => Object.fromEntries(ordered) as Errors<V>)
  }

  function fail(error: unknown) {
    const found = toFailure(error)
    const fields = [(found.code && source.refusedFields?.[found.code]) ?? []].flat() as Name[]
    const [field] = fields
    if (field) {
      const about = Object.fromEntries(fields.map((one) => [one, values[one]])) as Partial<V>
      refused.set(field, { about, sentence: source.refusedSentence?.(found) ?? found.sentence })
      return complain(check().problems)
    }
    const seconds = found.detail.retryAfterSeconds
    const waitMs = typeof seconds === 'number' ? seconds * 1000 : undefined
    setFailure({ failure: found, retryAt: waitMs === undefined ? undefined : Date.now() + waitMs })
    if (waitMs !== undefined) pause = setTimeout(() => setFailure(undefined), waitMs)
  }

  /** Sends what was typed, if it is right and nothing is on its way; a refusal leaves everything as it stands. */
  async function submit(send: (output: O) => Promise<void>): Promise<void> {
    if (busy() || failure()?.retryAt !== undefined) return
    const { problems, output } = check()
    if (output === undefined || Object.keys(problems).length > 0) return complain(problems)
    setErrors(undefined)
    setFailure(undefined)
    setBusy(true)
    try {
      await send(output)
    } catch (error) {
      fail(error)
    } finally {
      setBusy(false)
    }
  }

  /** Starts again, with other values if given; nothing of what was typed or complained about stays. */
  function reset(next: V = initial) {
    initial = { ...next }
    visited.clear()
    refused.clear()
    setValues(initial)
    show(names, {})
    setErrors(undefined)
    setFailure(undefined)
  }

  return {
    values,
    /** for the summary */
    errors,
    failure,
    busy,
    submit,
    reset,
    /** whether anything was typed */
    isTouched: () => names.some((name) => values[name] !== initial[name]),
    /** The properties of one field, to be spread onto a TextField or PasswordField. */
    field: (name: Name) => ({
      name,
      get value(): string {
        return values[name]
      },
      /** Empty rather than undefined: a field that was mended shows nothing although the summary still names it. */
      get error(): string {
        return shown[name] ?? ''
      },
      onChange: (value: string) => write(name, value),
      onBlur: () => left(name),
    }),
  }
}

/**
 * Does something for a name once no pointer is pressed. An error that appeared while a button is being pressed would push the button
 * from under the pointer, and the press would be lost.
 */
export function createAfterPress<N>(act: (name: N) => void): (name: N) => void {
  let isPressed = false
  const waiting = new Set<N>()
  const press = () => void (isPressed = true)
  const release = () => {
    isPressed = false
    // After the click that follows.
    setTimeout(() => {
      for (const name of waiting) act(name)
      waiting.clear()
    })
  }
  const events = { pointerdown: press, pointerup: release, pointercancel: release, dragend: release }
  for (const [event, listener] of Object.entries(events)) addEventListener(event, listener, true)
  onCleanup(() => {
    for (const [event, listener] of Object.entries(events)) removeEventListener(event, listener, true)
    waiting.clear()
  })
  return (name) => (isPressed ? void waiting.add(name) : act(name))
}
