import { createEffect, createMemo, For, on } from 'solid-js'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { cartRequestWords as words } from '#client/words/cart-request.ts'
import type { RequestResult } from './create-access-request.ts'

/** What became of the sections that were sent from here; they have left the cart. The newest has the focus: its form is gone. */
export function RequestResults(props: { results: readonly RequestResult[] }) {
  let list!: HTMLUListElement
  createEffect(
    on(
      () => props.results.length,
      () => list.querySelector<HTMLElement>('li:last-child a')?.focus(),
      { defer: true },
    ),
  )
  return (
    <ul class="cart-results" aria-label={words.results} ref={list}>
      <For each={props.results}>
        {(result) => (
          <li>
            <Result result={result} />
          </li>
        )}
      </For>
    </ul>
  )
}

function Result(props: { result: RequestResult }) {
  const said = createMemo(() => sentencesOf(props.result))
  return (
    <Notice
      tone={said().tone}
      title={said().title}
      action={
        <LinkButton size="small" href={props.result.appId === undefined ? '/apps' : `/apps/${props.result.appId}`}>
          {words.goToApps}
        </LinkButton>
      }
    >
      {said().text}
    </Notice>
  )
}

function sentencesOf(result: RequestResult): { tone: 'info' | 'success'; title: string; text: string } {
  const { catalogueName } = result
  if (result.appId === undefined) return { tone: 'info', title: words.unsureTitle(catalogueName), text: words.unsure }
  const { appName, planName, isApproved } = result
  return isApproved
    ? { tone: 'success', title: words.readyTitle(appName), text: words.ready(catalogueName, planName) }
    : { tone: 'success', title: words.sentTitle(appName), text: words.sent(catalogueName, planName) }
}
