import { For, Show } from 'solid-js'
import { Checkbox } from '#client/ui/checkbox.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { words as shared } from '#client/words/en.ts'
import { keyWords } from '#client/words/keys.ts'
import { keyNames, sentenceOf, shortcutIds, shortcutOf, type ShortcutId } from './shortcuts.ts'
import { isOn, setSingleKeys, singleKeys } from './single-keys.ts'
import './key-sheet.css'

const words = keyWords.sheet

const sections = (['everywhere', 'queue', 'review', 'pages'] as const).map((scope) => ({
  title: words.scopes[scope],
  ids: shortcutIds.filter((id) => (shortcutOf(id).href ? 'pages' : shortcutOf(id).scope) === scope),
}))

/** All shortcuts there are, and the switch for those of a single key. */
export default function KeySheet(props: { onClose: () => void }) {
  return (
    <Dialog open onClose={() => props.onClose()} title={words.title} closeLabel={shared.ui.close} size="large">
      <Checkbox
        class="key-switch"
        look="switch"
        label={words.singleKeys}
        hint={words.singleKeysHint}
        checked={singleKeys()}
        onChange={setSingleKeys}
      />
      <div class="key-sheet">
        <For each={sections}>
          {(section) => (
            <section>
              <h3>{section.title}</h3>
              <dl>
                <For each={section.ids}>{(id) => <Line id={id} />}</For>
              </dl>
            </section>
          )}
        </For>
      </div>
    </Dialog>
  )
}

function Line(props: { id: ShortcutId }) {
  return (
    <div class="key-line" data-off={isOn(props.id) ? undefined : ''}>
      <dt>{sentenceOf(props.id)}</dt>
      <dd>
        <For each={keyNames(props.id)}>
          {(keys, at) => (
            <>
              <Show when={at() > 0}>
                <small>{words.then}</small>
              </Show>
              <For each={keys}>{(key) => <kbd>{key}</kbd>}</For>
            </>
          )}
        </For>
      </dd>
    </div>
  )
}
