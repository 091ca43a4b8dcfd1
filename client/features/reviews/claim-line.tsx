import { createEffect, createMemo, createSignal, Match, on, onCleanup, Show, Switch } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { hintOf } from '#client/features/keys/single-keys.ts'
import { toFailure } from '#client/lib/api.ts'
import { Avatar } from '#client/ui/avatar.tsx'
import { Button } from '#client/ui/button.tsx'
import { deskWords as words } from '#client/words/desk.ts'
import type { Desk, Person } from './create-desk.ts'
import { useDesk } from './desk.tsx'

/** So long opening a review takes to claim it; the button would only flash before. */
const claimsWithinMs = 1_000

export interface ClaimLineProps {
  reviewId: string
  /** auditors see who reviews, and review nothing */
  canClaim: boolean
}

/** Who reviews it now, with the way to become the one or to stop being. It keeps nobody from deciding. */
export function ClaimLine(props: ClaimLineProps) {
  const desk = useDesk()
  return <Show when={desk}>{(there) => <Line {...props} desk={there()} />}</Show>
}

function Line(props: ClaimLineProps & { desk: Desk }) {
  const { me } = useSession()
  const claimer = createMemo(() => props.desk.claimOf(props.reviewId), undefined, {
    equals: (a, b) => a?.id === b?.id && a?.name === b?.name,
  })
  const isOwn = () => claimer()?.id === me()?.id
  const [isSettled, setIsSettled] = createSignal(false)
  const [failure, setFailure] = createSignal<string>()
  const id = createMemo(() => props.reviewId)
  createEffect(
    on(id, () => {
      setIsSettled(false)
      setFailure(undefined)
      const timer = setTimeout(() => setIsSettled(true), claimsWithinMs)
      onCleanup(() => clearTimeout(timer))
    }),
  )
  const press = (act: 'claim' | 'takeOver' | 'release') => {
    setFailure(undefined)
    props.desk[act](id()).catch((error: unknown) => setFailure(toFailure(error).sentence))
  }
  return (
    <span class="claim-line">
      <Switch>
        <Match when={failure()}>{(sentence) => <span role="status">{sentence()}</span>}</Match>
        <Match when={claimer()}>{(by) => <Claimer by={by()} isOwn={isOwn()} />}</Match>
      </Switch>
      <Show when={props.canClaim}>
        <Switch>
          <Match when={claimer() && isOwn()}>
            <Button size="small" variant="quiet" keyHint={hintOf('claim')} onClick={() => press('release')}>
              {words.release}
            </Button>
          </Match>
          <Match when={claimer()}>
            <Button size="small" onClick={() => press('takeOver')}>
              {words.takeOver}
            </Button>
          </Match>
          <Match when={isSettled()}>
            <Button size="small" variant="quiet" keyHint={hintOf('claim')} onClick={() => press('claim')}>
              {words.claim}
            </Button>
          </Match>
        </Switch>
      </Show>
    </span>
  )
}

function Claimer(props: { by: Person; isOwn: boolean }) {
  return (
    <span class="claim-by">
      <Avatar name={props.by.name} seed={props.by.id} size="small" />
      <span>{props.isOwn ? words.youAreReviewing : words.isReviewing(props.by.name)}</span>
    </span>
  )
}
