import Search from 'lucide-solid/icons/search'
import { Show } from 'solid-js'
import { KeyHint } from '#client/ui/key-hint.tsx'
import { keyWords } from '#client/words/keys.ts'
import { perform } from './acts.ts'
import { hintOf } from './single-keys.ts'
import './palette-button.css'

/** Opens the palette, and looks like the search that it is; where there is little room, the glass alone. */
export function PaletteButton() {
  return (
    <button
      type="button"
      class="palette-button"
      aria-haspopup="dialog"
      title={keyWords.palette.button}
      onClick={() => perform('palette')}
    >
      <Search size={16} />
      <span class="palette-button-label">{keyWords.palette.button}</span>
      <Show when={hintOf('palette')}>{(keys) => <KeyHint keys={keys()} />}</Show>
    </button>
  )
}
