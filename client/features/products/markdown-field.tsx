import { createSignal, Show } from 'solid-js'
import { api, toFailure } from '#client/lib/api.ts'
import { Button } from '#client/ui/button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Prose } from '#client/ui/prose.tsx'
import { TextArea, type TextAreaProps } from '#client/ui/text-area.tsx'
import { productWords } from '#client/words/products.ts'
import './products.css'

const words = productWords.fields

/** A text in Markdown; the server draws the preview, with the very code that draws it for readers. */
export function MarkdownField(props: TextAreaProps) {
  const [html, setHtml] = createSignal<string>()
  const [failure, setFailure] = createSignal<string>()
  const [isDrawing, setIsDrawing] = createSignal(false)
  // An error is about what is typed, and its link leads there.
  const isShown = () => html() !== undefined && !props.error

  async function draw() {
    setFailure(undefined)
    if (isShown()) return setHtml(undefined)
    setIsDrawing(true)
    try {
      const drawn = await api.admin.products.render.mutate({ text: props.value })
      setHtml(drawn.html)
    } catch (error) {
      setFailure(toFailure(error).sentence)
    } finally {
      setIsDrawing(false)
    }
  }
  return (
    <div class="markdown">
      <div hidden={isShown()}>
        <TextArea {...props} class="markdown-text" hint={words.markdownHint} />
      </div>
      <Show when={isShown()}>
        <section class="markdown-preview" aria-label={words.previewOf(props.label)}>
          <p class="field-label">{words.previewOf(props.label)}</p>
          <Show when={html()} fallback={<p class="muted">{words.previewEmpty}</p>}>
            {(drawn) => <Prose html={drawn()} />}
          </Show>
        </section>
      </Show>
      <div class="row">
        <Button size="small" aria-pressed={isShown()} busy={isDrawing()} onClick={() => void draw()}>
          {words.preview}
        </Button>
      </div>
      <Show when={failure()}>{(sentence) => <Notice tone="danger">{sentence()}</Notice>}</Show>
    </div>
  )
}
