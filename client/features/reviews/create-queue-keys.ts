// What the keys do in the queue: moving along the list, with the open review behind; deciding; selecting; leaving.
import { useNavigate } from '@solidjs/router'
import type { Accessor } from 'solid-js'
import { createActs, type Act } from '#client/features/keys/acts.ts'
import type { ListFocus } from '#client/ui/virtual-list.tsx'
import { adminWords } from '#client/words/admin.ts'
import { keyWords } from '#client/words/keys.ts'
import type { ReviewDetail, ReviewRow } from '#server/features/reviews/schema.ts'
import type { Decisions } from './create-decisions.ts'
import type { Queue } from './create-queue.ts'
import type { Selection } from './create-selection.ts'
import { titleOf } from './kinds.ts'
import type { ReviewActs } from './create-review-acts.ts'

export interface QueueKeysOptions {
  /** the element of the whole page */
  page: () => HTMLElement
  list: () => ListFocus | undefined
  queue: Queue
  selection: Selection
  openId: Accessor<string | undefined>
  row: Accessor<ReviewRow | undefined>
  detail: Accessor<ReviewDetail | undefined>
  decisions: Decisions
  acts: Accessor<ReviewActs | undefined>
  isDown: Accessor<boolean>
  hrefOf: (id: string | undefined) => string
  close: () => void
}

/** Gives the keys of the queue their meaning while the owner lives. */
export function createQueueKeys(options: QueueKeysOptions) {
  const { page, list, queue, selection, openId, row, detail, decisions, acts, isDown, hrefOf, close } = options
  const navigate = useNavigate()

  const focused = () => (page().contains(document.activeElement) ? document.activeElement : null)
  const focusedRow = () => focused()?.closest('[data-roving]')?.closest<HTMLElement>('[data-key]')?.dataset.key
  /** Nothing has the focus that Enter would press. */
  const isIdle = () => !document.activeElement?.closest('a[href], button, summary, input, select, textarea, [role=tab]')
  const isInSearch = () => focused()?.matches('[role=search] input') ?? false

  /** The row of a review, or, where the review covers the list, its name. */
  function focusOn(id: string) {
    const pane = page().querySelector('.split-detail')
    const isCovered = pane !== null && getComputedStyle(pane).position === 'absolute'
    if (isCovered) page().querySelector<HTMLElement>('.review-name')?.focus({ preventScroll: true })
    else list()?.focus(id)
  }
  function show(id: string) {
    const isFirst = openId() === undefined
    navigate(hrefOf(id), { replace: !isFirst, scroll: false })
    if (!isFirst) return focusOn(id)
    // The pane is there a moment later; who has gone elsewhere by then is not called back.
    const before = document.activeElement
    requestAnimationFrame(() => document.activeElement === before && focusOn(id))
  }
  function move(by: 1 | -1) {
    const lines = queue.value?.lines ?? []
    const from = openId() ?? list()?.activeKey()
    // The first press only goes to where one is.
    const isThere = openId() !== undefined || focusedRow() !== undefined
    const to = lines[lines.findIndex(({ id }) => id === from) + (isThere ? by : 0)]
    if (!to) return
    if (openId() === undefined) list()?.focus(to.id)
    else show(to.id)
  }
  function toList() {
    const id = list()?.activeKey()
    if (id !== undefined) list()?.focus(id)
  }
  const rowToPick = () => focusedRow() ?? openId()
  const pick = (run: (id: string) => void): Act => ({
    applies: () => selection.isOn() && rowToPick() !== undefined,
    run: () => run(rowToPick()!),
  })
  const rowToOpen = () => focusedRow() ?? (isIdle() ? list()?.activeKey() : undefined)

  const downReason = () => (isDown() ? adminWords.decide.down : undefined)
  // Without a review there is no pane whose acts these would be.
  const actOn = (name: keyof ReviewActs) => (row() ? acts()?.[name] : undefined)
  const act = (name: keyof ReviewActs): Act => ({
    applies: () => actOn(name)?.applies() ?? false,
    // Nobody is decided on unseen: after a decision the next review is there before what is known of it.
    refusal: () => actOn(name)?.refusal() ?? (detail() ? undefined : keyWords.stillLoading),
    about: () => row() && titleOf(row()!),
    run: () => actOn(name)?.run(),
  })

  createActs({
    next: { run: () => move(1) },
    previous: { run: () => move(-1) },
    open: {
      applies: () => rowToOpen() !== undefined,
      run() {
        const id = rowToOpen()
        if (id === undefined) return
        if (id === openId()) page().querySelector<HTMLElement>('.review-name')?.focus()
        else show(id)
      },
    },
    out: {
      applies: () => isInSearch() || openId() !== undefined || selection.isAny(),
      run() {
        if (isInSearch()) toList()
        else if (openId() !== undefined) close()
        else selection.clear()
      },
    },
    select: pick((id) => selection.toggle(id)),
    selectRange: pick((id) => selection.range(id)),
    undo: {
      applies: () => decisions.undoable() !== undefined || (actOn('undo')?.applies() ?? false),
      refusal: downReason,
      about: () => decisions.undoable() && titleOf(decisions.undoable()!.review),
      run() {
        const last = decisions.undoable()
        if (last) void decisions.decide(last.review, { act: 'undo' })
        else actOn('undo')?.run()
      },
    },
    approve: act('approve'),
    reject: act('reject'),
    ask: act('ask'),
    note: act('note'),
    claim: act('claim'),
  })

  return {
    /** After a decision: whoever was on its row, or nowhere, goes on with the next one. */
    followTo(id: string, from: string) {
      // A dialog that decided gives the focus back first.
      requestAnimationFrame(() => {
        const isLeft = focusedRow() === from || document.activeElement === document.body
        if (isLeft) focusOn(id)
      })
    },
  }
}
