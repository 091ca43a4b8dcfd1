// Asking for a section of the cart: what is typed, what was read of the plan, what the app has already, and sending it once.
import { createEffect, createMemo, createSignal, onCleanup, untrack } from 'solid-js'
import { unwrap } from 'solid-js/store'
import { idsIn, toIdText } from '#client/features/records/merge-fields.ts'
import { api, toFailure } from '#client/lib/api.ts'
import { createForm } from '#client/lib/create-form.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { cartRequestWords as words } from '#client/words/cart-request.ts'
import type { HeldProduct, RequestAccessInput, RequestedAccess } from '#server/features/access/schema.ts'
import type { AppRow } from '#server/features/apps/schema.ts'
import type { CartGroup } from '#server/features/cart/schema.ts'
import type { PlanFacts } from '#server/features/plans/schema.ts'
import { createHeld } from './create-held.ts'
import type { OwnApps } from './create-own-apps.ts'
import { newApp, noRequest, planChanges, requestForm, type RequestDraft, type RequestTexts } from './request-draft.ts'

/** What became of a section that was sent: asked for or granted, or gone from here without an answer. */
export type RequestResult = { catalogueName: string } & (
  { appId: string; appName: string; planName: string; isApproved: boolean } | { appId: undefined }
)

export interface AccessRequestSource {
  connection: Connection
  /** live, changed in place */
  group: () => CartGroup
  apps: OwnApps
  refetchCart: () => void
  onResult: (result: RequestResult) => void
  /** Sends it, or throws the refusal. */
  request?: (input: RequestAccessInput) => Promise<RequestedAccess>
}

export type AccessRequest = ReturnType<typeof createAccessRequest>

/** Deep: what is live is changed in place, and then it would not say any more what was read. */
const copyOf = <T extends object>(live: T): T => structuredClone(unwrap(live))

export function createAccessRequest(source: AccessRequestSource) {
  const { connection, group, apps } = source
  /** the chosen plan as it was read */
  const [seen, setSeen] = createSignal<PlanFacts>()
  /** the same as a refusal told it, where the cart does not know yet */
  const [told, setTold] = createSignal<PlanFacts>()
  const [lostPlan, setLostPlan] = createSignal<string>()
  const [lostApp, setLostApp] = createSignal<string>()
  /** what was sent and is still in sight */
  const [sentId, setSentId] = createSignal<string>()

  const plans = () => group().plans
  const rows = () => apps.value?.rows
  const live = () => plans().find(({ id }) => id === seen()?.id)
  const current = () => {
    const [known, heard] = [live(), told()]
    return heard && heard.id === seen()?.id && heard.version > (known?.version ?? 0) ? heard : known
  }
  const changes = createMemo(() => {
    const [read, now] = [seen(), current()]
    return read && now && now.version > read.version ? planChanges(read, copyOf(now)) : []
  })
  const isLeftOut = (productId: string): boolean =>
    held.as(productId) !== undefined && idsIn(form.values.leftOut).includes(productId)
  const asked = () => group().products.filter(({ id }) => !isLeftOut(id))
  const heldNames = (): string[] => asked().flatMap(({ id, name }) => (held.as(id) ? [name] : []))

  const form: ReturnType<typeof createForm<RequestTexts, RequestDraft>> = createForm({
    initial: noRequest,
    // Of an app that exists nothing is typed, so nothing of it can be wrong.
    get schema(): ReturnType<typeof requestForm> {
      return requestForm(form.values.app)
    },
    also: () => ({
      ...(changes().length > 0 ? { plan: words.planChangedError } : {}),
      ...(heldNames().length > 0 ? { app: words.heldError(app()?.name ?? '', heldNames()) } : {}),
    }),
    refusedFields: { PLAN_CHANGED: ['plan', 'planVersion'], ALREADY_HELD: ['app', 'leftOut'], NOT_FOUND: 'app' },
    refusedSentence: ({ code, sentence }) => {
      if (code === 'PLAN_CHANGED') return words.planChangedError
      const known = app()
      return code === 'NOT_FOUND' && known ? words.appGone(known.name) : sentence
    },
  })
  const app = createMemo<AppRow | undefined>(() => rows()?.find(({ id }) => id === form.values.app))
  const held = createHeld(connection, {
    appId: () => app()?.id,
    productIds: () => group().products.map(({ id }) => id),
  })

  const see = (plan: PlanFacts | undefined) => {
    setSeen(plan && copyOf(plan))
    form.field('plan').onChange(plan?.id ?? '')
    form.field('planVersion').onChange(String(plan?.version ?? ''))
  }
  const choosePlan = (id: string) => {
    setLostPlan(undefined)
    see(plans().find((plan) => plan.id === id))
  }
  const chooseApp = (id: string) => {
    setLostApp(undefined)
    form.field('app').onChange(id)
  }

  // The only one is chosen already, unless it is what is left of several that were.
  createEffect(() => {
    const [only, ...others] = plans()
    if (only && others.length === 0 && !seen() && !lostPlan()) untrack(() => see(only))
  })
  // A plan that is gone is never replaced by another one unasked; an app neither.
  createEffect(() => {
    const read = seen()
    if (!read || !group().isSeen || live()) return
    setLostPlan(read.name)
    untrack(() => see(undefined))
  })
  // Edited without a difference that anybody could read.
  createEffect(() => {
    const now = current()
    if (now && now.version > (seen()?.version ?? 0) && changes().length === 0) untrack(() => see(now))
  })
  createEffect<string | undefined>((name) => {
    const [known, chosen, row] = [rows(), form.values.app, app()]
    if (known?.length === 0 && chosen === '' && untrack(lostApp) === undefined) form.field('app').onChange(newApp)
    if (known && !row && chosen !== '' && chosen !== newApp) {
      setLostApp(name)
      form.field('app').onChange('')
    }
    return row?.name
  })

  const send = async (draft: RequestDraft): Promise<void> => {
    const { id: catalogueId, name: catalogueName, requestId } = group()
    const plan = seen()!
    const productIds = asked().map(({ id }) => id)
    const input = { requestId, catalogueId, plan: { id: plan.id, version: plan.version }, productIds, ...draft }
    try {
      const result = await (source.request ?? api.portal.access.request.mutate)(input)
      setSentId(requestId)
      form.reset({ ...noRequest, plan: plan.id, planVersion: String(plan.version) })
      source.onResult({ ...result, catalogueName, planName: plan.name })
    } catch (error) {
      const { code, detail } = toFailure(error)
      if (code === 'PLAN_CHANGED') {
        setTold(detail.plan as PlanFacts)
        // Nothing that could be read is another: there is nothing to be asked again.
        if (seen()?.id === plan.id && seen()!.version > plan.version) return await send(draft)
      }
      if (code === 'ALREADY_HELD') detail.held ? held.put(detail.held as HeldProduct[]) : held.refetch()
      if (code === 'NOT_FOUND') apps.refetch()
      if (code !== 'REQUEST_REUSED') throw error
      // Another tab has sent the same section, otherwise filled in: that is the one that counts.
      setSentId(requestId)
      source.onResult({ appId: undefined, catalogueName })
    } finally {
      // The event says so too; but what was refused may be one that this tab has not heard of.
      source.refetchCart()
    }
  }
  // It left the cart while nobody knew whether it had arrived: it has.
  let isTakenOut = false
  onCleanup(() => {
    if (!isTakenOut && form.failure()?.failure.isOffline)
      source.onResult({ appId: undefined, catalogueName: group().name })
  })

  return {
    form,
    submit: () => void form.submit(send),
    /** Under way, or sent and about to leave the cart. */
    isBusy: () => form.busy() || (sentId() !== undefined && sentId() === group().requestId),
    seen,
    current,
    changes,
    choosePlan,
    useChangedPlan: () => see(current()),
    lostPlan,
    app,
    chooseApp,
    lostApp,
    asked,
    heldAs: held.as,
    isLeftOut,
    /** The reader takes something out of the cart by hand. */
    noteRemoval: () => void (isTakenOut = true),
    leaveOut(productId: string, isOut: boolean) {
      const others = idsIn(form.values.leftOut).filter((id) => id !== productId)
      form.field('leftOut').onChange(toIdText(isOut ? [...others, productId] : others))
    },
  }
}
