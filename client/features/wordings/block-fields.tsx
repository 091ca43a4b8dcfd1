import { createMemo, createSignal, For, Index, Show } from 'solid-js'
import { TextArea } from '#client/ui/text-area.tsx'
import { wordingWords } from '#client/words/wordings.ts'
import { editSlot, splitBody, type Block, type Blocks, type Slot } from './blocks.ts'

const words = wordingWords.edit

/** The blocks of a body, which keep their shape as long as they are typed in; undefined when it cannot be split. */
export function createBlocks(body: () => string) {
  const [held, setHeld] = createSignal<Blocks>()
  const blocks = createMemo(() => (held()?.source === body() ? held() : splitBody(body())))
  return {
    blocks,
    /** Returns the body with a text put into a slot. */
    edit(slot: Slot, text: string): string {
      const edited = editSlot(blocks()!, slot, text)
      setHeld(edited)
      return edited.source
    },
  }
}

/** What each block is called; of several of a kind, with its number. */
function labelsOf(blocks: readonly Block[]): string[] {
  const count = (kind: Block['kind'], among: readonly Block[]) => among.filter((block) => block.kind === kind).length
  return blocks.map(({ kind }, at) =>
    count(kind, blocks) > 1
      ? words.numbered(words.blockNames[kind], count(kind, blocks.slice(0, at + 1)))
      : words.blockNames[kind],
  )
}

export interface BlockFieldsProps {
  value: Blocks
  onChange: (slot: Slot, text: string) => void
  onFocus: (element: HTMLTextAreaElement) => void
  readOnly: boolean
}

/** Each text of a body as a field of its own, in the order in which the reader meets them. */
export function BlockFields(props: BlockFieldsProps) {
  const labels = createMemo(() => labelsOf(props.value.blocks))
  return (
    <div class="blocks">
      <Index each={props.value.blocks}>
        {(block, at) => (
          <Show when={block().slots.length > 0} fallback={<div class="block-line">{labels()[at]}</div>}>
            <Show
              when={block().kind === 'table'}
              fallback={<SlotFields {...props} block={block()} name={labels()[at]!} />}
            >
              <fieldset class="block-table">
                <legend>{labels()[at]}</legend>
                <SlotFields {...props} block={block()} name={labels()[at]!} />
              </fieldset>
            </Show>
          </Show>
        )}
      </Index>
    </div>
  )
}

function SlotFields(props: BlockFieldsProps & { block: Block; name: string }) {
  const rows = createMemo(() => [...new Set(props.block.slots.map(({ row }) => row ?? 0))])
  return (
    <For each={rows()}>
      {(row) => (
        <div class="block-row" data-kind={props.block.kind}>
          <Index each={props.block.slots.filter((slot) => (slot.row ?? 0) === row)}>
            {(slot) => (
              <TextArea
                class="block-field"
                label={slot().cell ? words.cell(props.name, row, slot().cell!) : props.name}
                hint={props.block.href && words.leadsTo(props.block.href)}
                rows={1}
                value={props.value.source.slice(slot().from, slot().to)}
                onChange={(text) => props.onChange(slot(), text)}
                onFocus={(event) => props.onFocus(event.currentTarget)}
                readOnly={props.readOnly}
                autocomplete="off"
                data-from={slot().from}
              />
            )}
          </Index>
        </div>
      )}
    </For>
  )
}
