// The guides of a product: which are open to be written, their order, and taking one away.
import { createEffect, createSignal, untrack, type Accessor } from 'solid-js'
import { api, toFailure } from '#client/lib/api.ts'
import { productWords } from '#client/words/products.ts'
import type { ProductDetail } from '#server/features/products/schema.ts'
import type { ProductEdit } from './create-product-edit.ts'

const words = productWords.guides

export type Guide = ProductDetail['guideList'][number]
export type Guides = ReturnType<typeof createGuides>

export function createGuides(product: Accessor<ProductDetail>, edit: ProductEdit) {
  /** the order that was asked for, until the page has it */
  const [wanted, setWanted] = createSignal<readonly string[]>()
  const [openIds, setOpenIds] = createSignal<readonly string[]>([])
  const [isAdding, setIsAdding] = createSignal(false)
  const [removing, setRemoving] = createSignal<{ id: string; title: string }>()
  const [isRemoving, setIsRemoving] = createSignal(false)
  const [failure, setFailure] = createSignal<string>()
  const [said, setSaid] = createSignal('')
  let isSending = false

  const list = (): readonly Guide[] => {
    const order = wanted()
    const all = product().guideList
    if (!order) return all
    return [...all].sort((a, b) => placeIn(order, a.id) - placeIn(order, b.id))
  }
  createEffect(() => {
    const shown = product().guideList.map(({ id }) => id)
    if (!isSending && shown.join() === untrack(wanted)?.join()) setWanted(undefined)
  })

  function move(id: string, by: -1 | 1) {
    const ids = list().map((guide) => guide.id)
    const at = ids.indexOf(id)
    const to = at + by
    if (at < 0 || to < 0 || to >= ids.length) return
    ids.splice(to, 0, ...ids.splice(at, 1))
    setFailure(undefined)
    setWanted(ids)
    setSaid(words.moved(list()[to]!.title, to + 1, ids.length))
    void sendOrder()
  }

  /** One after the other: presses that follow quickly are one further order. */
  async function sendOrder() {
    if (isSending) return
    isSending = true
    try {
      for (let sent: readonly string[] | undefined; sent !== wanted();) {
        sent = wanted()!
        const guideIds = [...sent]
        await again(() => edit.act((seen) => api.admin.products.orderGuides.mutate({ ...seen, guideIds })))
      }
    } catch (error) {
      setWanted(undefined)
      setFailure(`${words.orderFailed} ${toFailure(error).sentence}`)
    } finally {
      isSending = false
    }
  }

  async function remove() {
    const guide = removing()
    if (!guide || isRemoving()) return
    setFailure(undefined)
    setIsRemoving(true)
    try {
      await again(() => edit.act((seen) => api.admin.products.removeGuide.mutate({ ...seen, guideId: guide.id })))
      setSaid(words.removed(guide.title))
    } catch (error) {
      const { code, sentence } = toFailure(error)
      // Somebody else has removed it: that is what was wanted.
      if (code !== 'NOT_FOUND') setFailure(sentence)
    } finally {
      setIsRemoving(false)
      setRemoving(undefined)
    }
  }

  return {
    list,
    move,
    failure,
    said,
    isOpen: (id: string) => openIds().includes(id),
    open: (id: string) => setOpenIds((ids) => [...ids, id]),
    isAdding,
    add: () => setIsAdding(true),
    /** Closes the form of a guide, or that of a new one. */
    close(id: string | undefined, saved?: string) {
      if (id === undefined) setIsAdding(false)
      else setOpenIds((ids) => ids.filter((one) => one !== id))
      if (saved !== undefined) setSaid(words.saved(saved))
    },
    removing,
    isRemoving,
    askToRemove: (guide: Guide) => setRemoving({ id: guide.id, title: guide.title }),
    keep: () => setRemoving(undefined),
    remove: () => void remove(),
  }
}

const placeIn = (order: readonly string[], id: string) => {
  const at = order.indexOf(id)
  return at < 0 ? order.length : at
}

/** What holds whatever else was changed of the product meanwhile is sent once more, on the version that is there now. */
async function again<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    if (toFailure(error).code !== 'PRODUCT_CHANGED') throw error
    return act()
  }
}
