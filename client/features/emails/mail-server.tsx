import Server from 'lucide-solid/icons/server'
import { createSignal, Match, onMount, Show, Switch } from 'solid-js'
import { api, toFailure } from '#client/lib/api.ts'
import { deliveryWords } from '#client/words/deliveries.ts'
import type { MailServer } from '#server/features/emails/schema.ts'
import { ConnectionAnswer, createConnectionTest, TestConnection } from './connection-test.tsx'
import './mail-server.css'

const words = deliveryWords.server

/** Where mails go, in a line; owners try whether that works. */
export function MailServerLine(props: { isOwner: boolean }) {
  const [server, setServer] = createSignal<MailServer | null>()
  const [failure, setFailure] = createSignal<string>()
  const test = createConnectionTest()
  // It is set in the environment: as long as the page is open it is the same.
  onMount(async () => {
    try {
      setServer(await api.admin.emails.server.query())
    } catch (error) {
      setFailure(`${words.failed} ${toFailure(error).sentence}`)
    }
  })
  return (
    <section class="mail-server" aria-label={words.label}>
      <p class="mail-server-text">
        <Server size={16} />
        <span>
          <Switch fallback={<span class="muted">{words.loading}</span>}>
            <Match when={failure()}>{(sentence) => sentence()}</Match>
            <Match when={server() === null}>{words.none}</Match>
            <Match when={server()}>
              {(known) => (
                <>
                  {words.leaves} <b>{`${known().host}:${known().port}`}</b>, {words.how(known())}
                </>
              )}
            </Match>
          </Switch>
        </span>
      </p>
      <Show when={props.isOwner && server()}>
        <TestConnection test={test} />
      </Show>
      <ConnectionAnswer test={test} />
    </section>
  )
}
