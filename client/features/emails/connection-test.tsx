// *Test connection*: whether the mail server lets the portal in, and what it says. The button and the answer stand apart.
import { createSignal, Match, Switch } from 'solid-js'
import { api, toFailure } from '#client/lib/api.ts'
import { Badge } from '#client/ui/badge.tsx'
import { Button } from '#client/ui/button.tsx'
import { deliveryWords } from '#client/words/deliveries.ts'
import type { ConnectionTest as Tested } from '#server/features/emails/schema.ts'
import './connection-test.css'

const words = deliveryWords.server

type ConnectionTest = ReturnType<typeof createConnectionTest>

export function createConnectionTest() {
  const [busy, setBusy] = createSignal(false)
  const [tested, setTested] = createSignal<Tested>()
  const [failure, setFailure] = createSignal<string>()

  async function run() {
    setTested(undefined)
    setFailure(undefined)
    setBusy(true)
    try {
      setTested(await api.admin.emails.testConnection.mutate())
    } catch (error) {
      setFailure(toFailure(error).sentence)
    } finally {
      setBusy(false)
    }
  }
  return { busy, tested, failure, run: () => void run() }
}

export function TestConnection(props: { test: ConnectionTest }) {
  return (
    <Button size="small" busy={props.test.busy()} onClick={() => props.test.run()}>
      {words.test}
    </Button>
  )
}

export function ConnectionAnswer(props: { test: ConnectionTest }) {
  return (
    <p class="connection-answer" role="status">
      <Switch>
        <Match when={props.test.busy()}>{words.testing}</Match>
        <Match when={props.test.tested()}>
          {(tested) => (
            <>
              <Badge tone={tested().works ? 'success' : 'danger'}>
                {tested().works ? words.works : words.doesNotWork}
              </Badge>{' '}
              {words.answered(tested())}
            </>
          )}
        </Match>
        <Match when={props.test.failure()}>{(sentence) => sentence()}</Match>
      </Switch>
    </p>
  )
}
