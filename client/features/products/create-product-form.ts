// The form of an API product, for adding and for editing: what is typed over how it is, its errors, and sending it once.
import { batch, createMemo, createSignal, onCleanup } from 'solid-js'
import { createStore, reconcile, unwrap } from 'solid-js/store'
import { toFailure } from '#client/lib/api.ts'
import type { SubmitFailure } from '#client/lib/create-form.ts'
import {
  filledApis,
  isChanged,
  mergeProducts,
  namesOf,
  newApi,
  readProduct,
  type ApiFields,
  type ProductFields,
  type ProductOutput,
} from './product-draft.ts'

export type ProductForm = ReturnType<typeof createProductForm>

type TextName = 'name' | 'summary' | 'description'

/** Errors appear when a filled field is left and on submit, and go as soon as they are mended, as in `createForm`. */
export function createProductForm(initial: ProductFields) {
  const [fields, setFields] = createStore<ProductFields>(structuredClone(initial))
  const [base, setBase] = createSignal<ProductFields>(structuredClone(initial))
  const [visited, setVisited] = createSignal<ReadonlySet<string>>(new Set())
  const [errors, setErrors] = createSignal<Record<string, string>>()
  const [failure, setFailure] = createSignal<SubmitFailure>()
  const [busy, setBusy] = createSignal(false)
  const [takenName, setTakenName] = createSignal<{ name: string; sentence: string }>()
  let pause: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(pause))

  const isDirty = createMemo(() => isChanged(fields, base()))
  const snapshot = () => structuredClone(unwrap(fields))
  const check = createMemo(() => {
    const { problems, output } = readProduct(fields)
    const taken = takenName()
    return taken?.name === fields.name
      ? { problems: { ...problems, name: taken.sentence }, output: undefined }
      : { problems, output }
  })
  const write = (next: ProductFields) => {
    // A copy, for the store writes into what it is given.
    const { apis, ...others } = structuredClone(next)
    batch(() => {
      setFields(others)
      setFields('apis', reconcile(apis, { key: 'key' }))
    })
  }
  const visit = (names: readonly string[]) => setVisited((before) => new Set([...before, ...names]))
  /** Empty rather than undefined: a field that was mended shows nothing although the summary still names it. */
  const errorOf = (name: string) => (visited().has(name) ? (check().problems[name] ?? '') : '')

  function complain() {
    const names = namesOf(fields)
    visit(names)
    const { problems } = check()
    setErrors(Object.fromEntries(names.filter((name) => problems[name]).map((name) => [name, problems[name]!])))
  }

  function fail(error: unknown) {
    const found = toFailure(error)
    if (found.code === 'PRODUCT_NAME_TAKEN') {
      setTakenName({ name: fields.name, sentence: found.sentence })
      return complain()
    }
    const seconds = found.detail.retryAfterSeconds
    const waitMs = typeof seconds === 'number' ? seconds * 1000 : undefined
    setFailure({ failure: found, retryAt: waitMs === undefined ? undefined : Date.now() + waitMs })
    if (waitMs !== undefined) pause = setTimeout(() => setFailure(undefined), waitMs)
  }

  /** Sends what was typed, if it is right and nothing is on its way; a refusal leaves everything as it stands. */
  async function submit(send: (output: ProductOutput) => Promise<void>): Promise<void> {
    if (busy() || failure()?.retryAt !== undefined) return
    const { output } = check()
    if (!output) return complain()
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

  const change = (key: string, part: Partial<ApiFields>) => setFields('apis', (api) => api.key === key, part)
  return {
    fields,
    errors,
    failure,
    busy,
    submit,
    snapshot,
    isDirty,
    errorOf,
    /** Whether a document or a picture is on its way. */
    isUploading: () => fields.isPictureUploading || fields.apis.some(({ pending }) => pending === 'uploading'),
    /** The properties of a field of text, to be spread onto it. */
    text: (name: TextName) => ({
      name,
      get value() {
        return fields[name]
      },
      get error() {
        return errorOf(name)
      },
      onChange: (value: string) => setFields(name, value),
      onBlur: () => fields[name] !== '' && visit([name]),
    }),
    apiText: (api: ApiFields, part: 'name' | 'baseUrl') => ({
      name: `apis.${api.key}.${part}`,
      get value() {
        return api[part]
      },
      get error() {
        return errorOf(`apis.${api.key}.${part}`)
      },
      onChange: (value: string) => change(api.key, { [part]: value }),
      onBlur: () => api[part] !== '' && visit([`apis.${api.key}.${part}`]),
    }),
    set: (part: Partial<Omit<ProductFields, 'apis'>>) => setFields(part),
    changeApi: change,
    addApi: () => setFields('apis', (apis) => [...apis, newApi()]),
    removeApi: (key: string) => setFields('apis', (apis) => apis.filter((api) => api.key !== key)),
    /** Brings in how it is now; says whether somebody saved anything here, and what they set where I typed something else. */
    meet(now: ProductFields): { isOther: boolean; theirs: string[] } {
      const isOther = isChanged(now, base())
      const { fields: merged, theirs } = mergeProducts(snapshot(), base(), now)
      batch(() => {
        write(merged)
        setBase(now)
      })
      return { isOther, theirs }
    },
    /** What was `sent` is saved, and reads so now; what was typed since stays. */
    settle(sent: ProductFields, saved: ProductFields) {
      // New APIs have their ids now, in the order in which they were sent.
      const idByKey = new Map(filledApis(sent).map(({ key }, at) => [key, saved.apis[at]?.id]))
      const known = (of: ProductFields): ProductFields => ({
        ...of,
        apis: of.apis.map((api) => ({ ...api, id: idByKey.get(api.key) ?? api.id })),
      })
      const { fields: merged } = mergeProducts(known(snapshot()), known(sent), saved)
      batch(() => {
        write(merged)
        setBase(saved)
        setVisited(new Set<string>())
      })
    },
    /** Forgets what was typed. */
    discard() {
      batch(() => {
        write(base())
        setVisited(new Set<string>())
        setErrors(undefined)
        setFailure(undefined)
      })
    },
  }
}
