// What is being done to a product besides editing it: its state, and a dialog that is open.
import { createSignal } from 'solid-js'
import { api, toFailure } from '#client/lib/api.ts'
import type { Tone } from '#client/ui/badge.tsx'
import { productWords } from '#client/words/products.ts'
import type { ProductState } from '#server/features/products/schema.ts'
import type { ProductEdit } from './create-product-edit.ts'

const words = productWords.acts

export type ProductActs = ReturnType<typeof createProductActs>

export function createProductActs(edit: ProductEdit) {
  const [busy, setBusy] = createSignal<ProductState>()
  const [said, setSaid] = createSignal<{ tone: Tone; sentence: string; isUnseen?: boolean }>()
  const [isDeleting, setIsDeleting] = createSignal(false)

  async function become(state: ProductState) {
    if (busy()) return
    setSaid(undefined)
    setBusy(state)
    try {
      const { name, catalogues } = await edit.act((seen) => api.admin.products.setState.mutate({ ...seen, state }))
      const isUnseen = state === 'published' && catalogues === 0
      setSaid(
        isUnseen
          ? { tone: 'warning', sentence: words.publishedUnseen(name), isUnseen }
          : { tone: 'success', sentence: words.done[state](name) },
      )
    } catch (error) {
      const { code, sentence } = toFailure(error)
      setSaid({ tone: 'danger', sentence: code === 'PRODUCT_CHANGED' ? words.conflict : sentence })
    } finally {
      setBusy(undefined)
    }
  }

  return {
    busy,
    said,
    forget: () => setSaid(undefined),
    /** Publishes, withdraws or deprecates it. */
    become: (state: ProductState) => void become(state),
    isDeleting,
    askToDelete: () => setIsDeleting(true),
    close: () => setIsDeleting(false),
  }
}
