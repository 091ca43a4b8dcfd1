import { Show } from 'solid-js'
import { Button } from '#client/ui/button.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { adminWords } from '#client/words/admin.ts'
import { words } from '#client/words/en.ts'
import { conflictSentence } from './conflict-sentence.ts'
import type { Decisions } from './create-decisions.ts'
import { titleOf } from './kinds.ts'

interface Common {
  decisions: Decisions
  ownId: string | undefined
}

/** In a review's detail: the last press on it that did not come to pass. What is about a field is said there. */
export function ConflictNotice(props: Common & { reviewId: string }) {
  const isHere = () => {
    const failed = props.decisions.failure()
    return failed?.review.id === props.reviewId && failed.failure.code !== 'ORGANIZATION_NAME_TAKEN'
  }
  return (
    <Show when={isHere()}>
      <FailureNotice {...props} />
    </Show>
  )
}

/** Elsewhere on the page: a press on a review whose detail is not open, by name and with the way to it. */
export function ConflictElsewhere(props: Common & { openId: string | undefined; hrefOf: (id: string) => string }) {
  const isElsewhere = () => {
    const failed = props.decisions.failure()
    return failed !== undefined && failed.review.id !== props.openId
  }
  return (
    <Show when={isElsewhere()}>
      <FailureNotice {...props} />
    </Show>
  )
}

function FailureNotice(props: Common & { hrefOf?: (id: string) => string }) {
  return (
    <Show when={props.decisions.failure()} keyed>
      {(failed) => (
        <Notice
          tone="warning"
          title={props.hrefOf && titleOf(failed.review)}
          dismissLabel={words.ui.dismiss}
          onDismiss={() => props.decisions.dismissFailure()}
          action={
            <>
              <Show when={failed.retry}>
                <Button size="small" onClick={() => failed.retry?.()}>
                  {words.ui.retry}
                </Button>
              </Show>
              <Show when={props.hrefOf}>
                {(hrefOf) => (
                  <LinkButton size="small" href={hrefOf()(failed.review.id)}>
                    {adminWords.decide.openReview}
                  </LinkButton>
                )}
              </Show>
            </>
          }
        >
          {conflictSentence(failed, props.ownId)}
          <Show when={failed.failure.code === undefined && failed.failure.reference}>
            {(reference) => <p class="muted">{words.ui.reference(reference())}</p>}
          </Show>
        </Notice>
      )}
    </Show>
  )
}
