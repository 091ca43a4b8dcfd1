import { createSignal, For, Show } from 'solid-js'
import { planTerms } from '#client/features/plans/plan-terms.ts'
import { productHref } from '#client/features/products/product-address.ts'
import { Badge } from '#client/ui/badge.tsx'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { useNow } from '#client/ui/clock.ts'
import { CopyButton } from '#client/ui/copy-button.tsx'
import { Fact, Facts } from '#client/ui/facts.tsx'
import { credentialsWords } from '#client/words/credentials.ts'
import { words as shared } from '#client/words/en.ts'
import type { CredentialRow } from '#server/features/credentials/schema.ts'
import { isExpiringSoon, isFresh, namesOf } from './credential-view.ts'
import { KeyLine } from './key-line.tsx'
import { Exactly } from './last-use.tsx'
import { RevokeDialog } from './revoke-dialog.tsx'
import { RotateDialog } from './rotate-dialog.tsx'
import './credentials.css'

const words = credentialsWords.card

export interface CredentialCardProps {
  credential: CredentialRow
  appName: string
  /** Nobody else sees the app. */
  isPrivate: boolean
  email: string
}

/** A credential that works: its keys, what they open and how far, and what can be done with it. */
export function CredentialCard(props: CredentialCardProps) {
  const [asking, setAsking] = createSignal<'rotate' | 'revoke'>()
  const now = useNow()
  const close = () => setAsking(undefined)
  const baseUrl = () => props.credential.products.flatMap(({ baseUrls }) => baseUrls)[0]
  return (
    <Card
      look="panel"
      level={3}
      title={namesOf(props.credential)}
      badges={
        <>
          <Show when={props.credential.plan}>{(plan) => <Badge tone="info">{plan().name}</Badge>}</Show>
          <Show when={isFresh(props.credential, now())}>
            <Badge tone="success">{words.issuedNow}</Badge>
          </Show>
          <Show when={isExpiringSoon(props.credential, now())}>
            <Badge tone="warning">{words.expiresSoon}</Badge>
          </Show>
        </>
      }
      actions={
        <>
          <Button onClick={() => setAsking('rotate')}>{credentialsWords.rotate.action}</Button>
          <Button onClick={() => setAsking('revoke')}>{credentialsWords.revoke.action}</Button>
        </>
      }
    >
      <div class="credential">
        <For each={props.credential.keys}>
          {(key) => (
            <KeyLine of={key} isOneOfTwo={props.credential.keys.length > 1} baseUrl={baseUrl()} email={props.email} />
          )}
        </For>
        <BaseUrls credential={props.credential} />
        <Terms credential={props.credential} />
        <p class="muted credential-recorded">{props.isPrivate ? words.recordedOwn : words.recorded}</p>
      </div>
      <RotateDialog open={asking() === 'rotate'} credential={props.credential} onClose={close} />
      <RevokeDialog
        open={asking() === 'revoke'}
        credential={props.credential}
        appName={props.appName}
        onClose={close}
      />
    </Card>
  )
}

/** What the key opens, and where each of it answers. */
function BaseUrls(props: { credential: CredentialRow }) {
  return (
    <ul class="credential-products">
      <For each={props.credential.products}>
        {(product) => (
          <li>
            <a href={productHref(product.slug)}>{product.name}</a>
            <ul class="credential-urls" aria-label={words.baseUrls}>
              <For each={product.baseUrls} fallback={<li class="muted">{words.noBaseUrl}</li>}>
                {(url) => (
                  <li>
                    <code>{url}</code>
                    <CopyButton
                      look="icon"
                      text={url}
                      label={words.copyBaseUrl(url)}
                      copiedLabel={shared.ui.copied}
                      failedLabel={shared.ui.copyFailed}
                    />
                  </li>
                )}
              </For>
            </ul>
          </li>
        )}
      </For>
    </ul>
  )
}

/** What a plan says about a key that is there: how it got there and for how long is said by its dates. */
const limitsShown = 2

function Terms(props: { credential: CredentialRow }) {
  return (
    <Facts look="columns">
      <Show when={props.credential.plan} fallback={<Fact label={words.plan}>{words.planGone}</Fact>}>
        {(plan) => (
          <For each={planTerms(plan()).slice(0, limitsShown)}>
            {({ label, value }) => <Fact label={label}>{value}</Fact>}
          </For>
        )}
      </Show>
      <Fact label={words.expires}>
        <Show when={props.credential.expiresAt} fallback={words.noExpiry}>
          {(at) => <Exactly at={at()} />}
        </Show>
      </Fact>
      <Fact label={words.catalogue}>{props.credential.catalogueName}</Fact>
    </Facts>
  )
}
