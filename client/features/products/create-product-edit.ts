// Editing an API product while others may: how it is (live), what is typed over it, and every change on the version that was seen.
import { createEffect, createSignal, untrack, type Accessor } from 'solid-js'
import { api, toFailure } from '#client/lib/api.ts'
import type { ProductDetail, ProductRow } from '#server/features/products/schema.ts'
import { createProductForm } from './create-product-form.ts'
import { fieldsOf, type ProductOutput } from './product-draft.ts'

/** Somebody else's save that met what is not saved yet. */
export interface Meeting {
  /** undefined when the history does not tell */
  by: string | undefined
  /** what they set where I typed something else, as lines */
  theirs: string[]
}

export type ProductEdit = ReturnType<typeof createProductEdit>

export function createProductEdit(product: Accessor<ProductDetail>, refetch: () => void) {
  const form = createProductForm(untrack(() => fieldsOf(product())))
  const [version, setVersion] = createSignal(untrack(() => product().version))
  const [meeting, setMeeting] = createSignal<Meeting>()
  const [wasSaved, setWasSaved] = createSignal(false)
  /** the newest that is known; what the page shows may be a moment older */
  let latest = untrack(product)

  /** Takes over how it is now; nothing that was typed is lost. Returns whether somebody saved something that is typed here too. */
  function adopt(now: ProductDetail): boolean {
    if (now.version >= latest.version) latest = now
    if (now.version <= version()) return false
    setVersion(now.version)
    const { isOther, theirs } = form.meet(fieldsOf(now))
    if (!form.isDirty()) setMeeting(undefined)
    else if (isOther)
      setMeeting({ by: now.history.find(({ action }) => action === 'product.edited')?.actor?.name, theirs })
    return isOther
  }
  // My own save comes back as an event too, perhaps before its answer: nothing is adopted while it is on its way.
  createEffect(() => {
    const now = product()
    if (!form.busy() && now.version > untrack(version)) untrack(() => adopt(now))
  })

  /** Returns whether somebody saved something that is typed here too. */
  async function fetchAgain(): Promise<boolean> {
    const now = await api.admin.products.get.query({ id: product().id }).catch(() => undefined)
    refetch()
    return now !== undefined && adopt(now)
  }

  /** One change after the other: each names the version that the one before has made. */
  let turn: Promise<unknown> = Promise.resolve()
  function inTurn<T>(change: () => Promise<T>): Promise<T> {
    const mine = turn.then(change, change)
    turn = mine
    return mine
  }

  async function send(output: ProductOutput, isSecond = false): Promise<void> {
    const sent = form.snapshot()
    try {
      const saved = await api.admin.products.edit.mutate({ id: product().id, version: version(), ...output })
      setVersion(saved.version)
      form.settle(sent, fieldsOf(saved))
      setMeeting(undefined)
      setWasSaved(true)
      refetch()
    } catch (error) {
      if (toFailure(error).code !== 'PRODUCT_CHANGED') throw error
      // A guide was written or its state changed meanwhile: nothing that this form would overwrite.
      const isOther = await fetchAgain()
      if (isOther || isSecond) throw error
      await send(output, true)
    }
  }
  const save = () => {
    setWasSaved(false)
    // eslint-disable-next-line solid/reactivity -- runs when the button is pressed
    return form.submit((output) => inTurn(() => send(output)))
  }

  /**
   * Changes something else of the product (its state, its guides), on the version that is seen here.
   *
   * @throws what the call throws; after PRODUCT_CHANGED the page shows how it is now
   */
  function act(change: (seen: { id: string; version: number }) => Promise<ProductRow>): Promise<ProductRow> {
    return inTurn(() => actNow(change))
  }
  async function actNow(change: (seen: { id: string; version: number }) => Promise<ProductRow>): Promise<ProductRow> {
    try {
      const row = await change({ id: product().id, version: version() })
      setVersion((before) => Math.max(before, row.version))
      refetch()
      return row
    } catch (error) {
      if (toFailure(error).code === 'PRODUCT_CHANGED') await fetchAgain()
      throw error
    }
  }

  return {
    form,
    meeting,
    wasSaved: () => wasSaved() && !form.isDirty(),
    act,
    /** After a refusal: how it is now. */
    latest: () => latest,
    save: () => void save(),
    /** Whether the last press on save lost to somebody. */
    hasLost: () => form.failure()?.failure.code === 'PRODUCT_CHANGED' && meeting() !== undefined,
    discard() {
      form.discard()
      setMeeting(undefined)
    },
    keepMine: () => setMeeting(undefined),
  }
}
