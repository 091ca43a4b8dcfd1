import { createMemo, createSignal, createUniqueId, For, Match, Show, Switch } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { ErrorPanel } from '#client/ui/error-panel.tsx'
import { SearchField } from '#client/ui/search-field.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { words as shared } from '#client/words/en.ts'
import { offerWords } from '#client/words/offer.ts'
import type { OperationRow } from '#server/features/documents/schema.ts'
import type { ProductApi } from '#server/features/products/schema.ts'
import { createOperations } from './create-operations.ts'
import { groupOperations, matchOperations, type OperationGroup } from './operation-list.ts'
import './operation-index.css'

const w = offerWords.specification

export interface OperationIndexProps {
  api: Pick<ProductApi, 'id' | 'name'>
  documentId: string
  /** the position of the operation that is shown */
  current: number | undefined
  hrefOf: (position: number) => string
}

/** Our own list of an API's operations, which keyboards and screen readers can rely on, whatever the viewer does. */
export function OperationIndex(props: OperationIndexProps) {
  const operations = createOperations(useSession().connection, () => ({
    apiId: props.api.id,
    documentId: props.documentId,
  }))
  const [text, setText] = createSignal('')
  const groups = createMemo(() => groupOperations(matchOperations(operations.value?.rows ?? [], text())))
  const hasTags = () => operations.value?.rows.some(({ tag }) => tag !== null)
  return (
    <nav class="operation-index" aria-label={w.index(props.api.name)}>
      <SearchField label={w.filter} placeholder={w.filterHint} value={text()} onSearch={setText} />
      <div class="operation-groups">
        <Switch>
          <Match when={operations.value?.rows.length === 0}>
            <p class="muted">{w.noOperations}</p>
          </Match>
          <Match when={operations.value && groups().length === 0}>
            <p class="muted" role="status">
              {w.noMatch}
            </p>
          </Match>
          <Match when={operations.value}>
            <For each={groups()}>
              {(group) => (
                <Group group={group} isTitled={hasTags()!} current={props.current} hrefOf={(at) => props.hrefOf(at)} />
              )}
            </For>
          </Match>
          <Match when={operations.failure}>
            {(failure) => (
              <ErrorPanel
                title={w.failedTitle}
                retryLabel={shared.ui.retry}
                onRetry={() => operations.refetch()}
                busy={operations.isLoading}
                reference={failure().reference && shared.ui.reference(failure().reference!)}
              >
                {failure().sentence}
              </ErrorPanel>
            )}
          </Match>
          <Match when={operations.isLoading}>
            <Skeleton label={w.loading} rows={6} />
          </Match>
        </Switch>
      </div>
    </nav>
  )
}

function Group(props: { group: OperationGroup; isTitled: boolean } & Pick<OperationIndexProps, 'current' | 'hrefOf'>) {
  const titleId = createUniqueId()
  return (
    <div class="operation-group">
      <Show when={props.isTitled}>
        <h3 id={titleId}>{props.group.tag ?? w.other}</h3>
      </Show>
      <ul class="operations" aria-labelledby={props.isTitled ? titleId : undefined}>
        <For each={props.group.operations}>
          {(operation) => (
            <li>
              <Operation
                operation={operation}
                isCurrent={operation.position === props.current}
                href={props.hrefOf(operation.position)}
              />
            </li>
          )}
        </For>
      </ul>
    </div>
  )
}

function Operation(props: { operation: OperationRow; isCurrent: boolean; href: string }) {
  return (
    <a class="operation" href={props.href} noScroll aria-current={props.isCurrent ? 'true' : undefined}>
      <span class="operation-line">
        <span class="operation-method" data-method={props.operation.method}>
          {props.operation.method}
        </span>{' '}
        <span class="operation-path">{props.operation.path}</span>
      </span>{' '}
      <span class="operation-summary">
        {props.operation.summary}
        <Show when={props.operation.isDeprecated}>
          {' '}
          <Badge tone="warning" icon={false}>
            {offerWords.card.deprecated}
          </Badge>
        </Show>
      </span>
    </a>
  )
}
