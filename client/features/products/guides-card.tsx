// The guides of a product in the order of its “Get started”: written, moved and removed here.
import ArrowDown from 'lucide-solid/icons/arrow-down'
import ArrowUp from 'lucide-solid/icons/arrow-up'
import Pencil from 'lucide-solid/icons/pencil'
import Plus from 'lucide-solid/icons/plus'
import Trash from 'lucide-solid/icons/trash'
import { For, Show } from 'solid-js'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { Dialog, DialogActions } from '#client/ui/dialog.tsx'
import { IconButton } from '#client/ui/icon-button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { words as shared } from '#client/words/en.ts'
import { productWords } from '#client/words/products.ts'
import type { ProductDetail } from '#server/features/products/schema.ts'
import { createGuides, type Guide, type Guides } from './create-guides.ts'
import type { ProductEdit } from './create-product-edit.ts'
import { GuideForm } from './guide-form.tsx'
import './products.css'

const words = productWords.guides
const guidesMax = 50

export function GuidesCard(props: { product: ProductDetail; edit: ProductEdit }) {
  const guides = createGuides(
    () => props.product,
    // eslint-disable-next-line solid/reactivity -- a page has one
    props.edit,
  )
  let addButton: HTMLButtonElement | undefined
  return (
    <Card
      title={words.title}
      look="panel"
      actions={
        <Show when={guides.list().length < guidesMax}>
          <Button ref={(button) => (addButton = button)} size="small" icon={Plus} onClick={() => guides.add()}>
            {words.add}
          </Button>
        </Show>
      }
    >
      <div class="stack">
        <Show
          when={guides.list().length > 0}
          fallback={<Show when={!guides.isAdding()}>{<p class="muted">{words.none}</p>}</Show>}
        >
          <ol class="guides" aria-label={words.list}>
            <For each={guides.list()}>
              {(guide, at) => <GuideRow guide={guide} at={at()} guides={guides} edit={props.edit} />}
            </For>
          </ol>
          <Show when={guides.list().length > 1}>
            <p class="field-hint">{words.keys}</p>
          </Show>
        </Show>
        <Show when={guides.isAdding()}>
          <section class="guide-new" aria-label={words.addTitle}>
            <GuideForm
              guide={undefined}
              edit={props.edit}
              onClose={(saved) => {
                guides.close(undefined, saved)
                addButton?.focus()
              }}
            />
          </section>
        </Show>
        <Show when={guides.failure()}>{(sentence) => <Notice tone="danger">{sentence()}</Notice>}</Show>
        <p class="visually-hidden" role="status">
          {guides.said()}
        </p>
      </div>
      <Dialog
        open={guides.removing() !== undefined}
        onClose={() => guides.keep()}
        title={words.removeTitle(guides.removing()?.title ?? '')}
        description={words.removeText}
        closeLabel={shared.ui.close}
        size="small"
      >
        <DialogActions>
          <Button onClick={() => guides.keep()}>{shared.ui.cancel}</Button>
          <Button variant="danger" busy={guides.isRemoving()} onClick={() => guides.remove()}>
            {words.removeConfirm}
          </Button>
        </DialogActions>
      </Dialog>
    </Card>
  )
}

function GuideRow(props: { guide: Guide; at: number; guides: Guides; edit: ProductEdit }) {
  let row!: HTMLLIElement
  const isFirst = () => props.at === 0
  const isLast = () => props.at === props.guides.list().length - 1

  /** Moving takes the focus away from what is moved. */
  function move(by: -1 | 1) {
    const focused = document.activeElement as HTMLElement | null
    props.guides.move(props.guide.id, by)
    if (focused && row.contains(focused)) focused.focus()
  }
  function press(event: KeyboardEvent) {
    const by = ({ ArrowUp: -1, ArrowDown: 1 } as const)[event.key]
    if (!event.altKey || by === undefined || (event.target as Element).closest('form')) return
    event.preventDefault()
    move(by)
  }
  const editButton = () => row.querySelector<HTMLButtonElement>('[data-edit]')
  return (
    <li class="guide" ref={row} onKeyDown={press}>
      <div class="guide-line">
        <b class="guide-title">{props.guide.title}</b>
        <IconButton
          icon={ArrowUp}
          label={words.up(props.guide.title)}
          aria-disabled={isFirst() || undefined}
          onClick={() => move(-1)}
        />
        <IconButton
          icon={ArrowDown}
          label={words.down(props.guide.title)}
          aria-disabled={isLast() || undefined}
          onClick={() => move(1)}
        />
        <Show when={!props.guides.isOpen(props.guide.id)}>
          <IconButton
            data-edit=""
            icon={Pencil}
            label={words.edit(props.guide.title)}
            onClick={() => {
              props.guides.open(props.guide.id)
              row.querySelector<HTMLInputElement>('form input')?.focus()
            }}
          />
          <IconButton
            icon={Trash}
            label={words.remove(props.guide.title)}
            onClick={() => props.guides.askToRemove(props.guide)}
          />
        </Show>
      </div>
      <Show when={props.guides.isOpen(props.guide.id)}>
        <GuideForm
          guide={props.guide}
          edit={props.edit}
          onClose={(saved) => {
            props.guides.close(props.guide.id, saved)
            editButton()?.focus()
          }}
        />
      </Show>
    </li>
  )
}
