// Writing a guide in its place. Its version is the product's, so a save may lose to somebody who changed something else.
import { createEffect, createSignal, Show, untrack } from 'solid-js'
import { FailureNotice } from '#client/features/auth/failure-notice.tsx'
import { LeaveGuard } from '#client/features/settings/leave-guard.tsx'
import { api, toFailure } from '#client/lib/api.ts'
import { createForm } from '#client/lib/create-form.ts'
import { Button } from '#client/ui/button.tsx'
import { Form, FormActions } from '#client/ui/form.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { words as shared } from '#client/words/en.ts'
import { productWords } from '#client/words/products.ts'
import { recordWords } from '#client/words/records.ts'
import { saveGuideInput } from '#server/features/products/schema.ts'
import type { Guide } from './create-guides.ts'
import type { ProductEdit } from './create-product-edit.ts'
import { MarkdownField } from './markdown-field.tsx'

const words = productWords.guides
const schema = saveGuideInput.pick({ title: true, body: true })

type Texts = Pick<Guide, 'title' | 'body'>
const nothing: Texts = { title: '', body: '' }
const textsOf = ({ title, body }: Texts): Texts => ({ title, body })
const same = (a: Texts, b: Texts) => a.title === b.title && a.body === b.body

export interface GuideFormProps {
  /** How it is now, live; undefined: a new one. */
  guide: Guide | undefined
  edit: ProductEdit
  onClose: (saved?: string) => void
}

export function GuideForm(props: GuideFormProps) {
  // eslint-disable-next-line solid/reactivity -- how it was when it was opened
  const [base, setBase] = createSignal<Texts>(textsOf(props.guide ?? nothing))
  // eslint-disable-next-line solid/reactivity -- the same as long as the form is open
  const [id, setId] = createSignal(props.guide?.id)
  const [theirs, setTheirs] = createSignal<Texts | 'gone'>()
  const form = createForm({ initial: untrack(base), schema })
  const isDirty = () => !same(form.values, base())

  function adopt(now: Texts) {
    const before = base()
    setBase(now)
    // What was not touched follows.
    for (const name of ['title', 'body'] as const)
      if (form.values[name] === before[name]) form.field(name).onChange(now[name])
    setTheirs(isDirty() ? now : undefined)
  }
  createEffect(() => {
    const now = props.guide && textsOf(props.guide)
    if (now && !form.busy() && !same(now, untrack(base))) untrack(() => adopt(now))
  })

  /** Sends it; returns whether it is saved. What somebody else did to it meanwhile is shown before it is overwritten. */
  async function save(texts: Texts, isSecond = false): Promise<boolean> {
    const guideId = id()
    try {
      await props.edit.act((seen) =>
        api.admin.products.saveGuide.mutate({ ...seen, ...texts, ...(guideId === undefined ? {} : { guideId }) }),
      )
      return true
    } catch (error) {
      if (toFailure(error).code !== 'PRODUCT_CHANGED') throw error
      const now = props.edit.latest().guideList.find((guide) => guide.id === guideId)
      if (guideId !== undefined && !now) {
        setId(undefined)
        setTheirs('gone')
        return false
      }
      if (now && !same(now, base())) {
        adopt(textsOf(now))
        return false
      }
      if (isSecond) throw error
      return save(texts, true)
    }
  }
  const submit = () =>
    // eslint-disable-next-line solid/reactivity -- runs when the button is pressed
    form.submit(async (texts) => {
      if (await save(texts)) props.onClose(texts.title)
    })
  const met = () => {
    const now = theirs()
    return now === 'gone' ? undefined : now
  }
  return (
    <>
      <LeaveGuard isDirty={isDirty()} />
      <Form
        label={props.guide ? words.edit(base().title) : words.addTitle}
        class="guide-form"
        onSubmit={() => void submit()}
        errors={form.errors()}
        summaryTitle={shared.ui.problems}
        busy={form.busy()}
      >
        <Show when={theirs() === 'gone'}>
          <Notice tone="warning">{words.gone}</Notice>
        </Show>
        <Show when={met()}>
          {(now) => (
            <Notice
              tone="warning"
              action={
                <Button
                  size="small"
                  onClick={() => {
                    form.reset(now())
                    setTheirs(undefined)
                  }}
                >
                  {recordWords.takeTheirs}
                </Button>
              }
            >
              {words.changed}
              <p>{words.theirTitle(now().title)}</p>
              <details>
                <summary>{words.theirText}</summary>
                <pre class="guide-theirs">{now().body}</pre>
              </details>
            </Notice>
          )}
        </Show>
        <TextField label={words.guideTitle} {...form.field('title')} autocomplete="off" maxlength={60} />
        <MarkdownField label={words.body} {...form.field('body')} optional={shared.ui.optional} rows={10} />
        <FailureNotice of={form.failure()} />
        <FormActions>
          <Button type="submit" variant="primary" busy={form.busy()}>
            {words.save}
          </Button>
          <Button variant="quiet" onClick={() => props.onClose()}>
            {shared.ui.cancel}
          </Button>
        </FormActions>
      </Form>
    </>
  )
}
