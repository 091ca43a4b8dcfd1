import CircleCheckBig from 'lucide-solid/icons/circle-check-big'
import CircleQuestionMark from 'lucide-solid/icons/circle-question-mark'
import CircleX from 'lucide-solid/icons/circle-x'
import Link2Off from 'lucide-solid/icons/link-2-off'
import MailCheck from 'lucide-solid/icons/mail-check'
import MailQuestionMark from 'lucide-solid/icons/mail-question-mark'
import SearchX from 'lucide-solid/icons/search-x'
import Send from 'lucide-solid/icons/send'
import Undo2 from 'lucide-solid/icons/undo-2'
import { Match, Show, Switch } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { AnswerForm } from '#client/features/reviews/answer-form.tsx'
import { createRegistrationStatus } from '#client/features/registrations/create-registration-status.ts'
import { Progress } from '#client/features/registrations/progress.tsx'
import { api } from '#client/lib/api.ts'
import { linkTokenFor } from '#client/lib/link-token.ts'
import { createPageTitle } from '#client/ui/document-title.ts'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Skeleton, SkeletonBlock } from '#client/ui/skeleton.tsx'
import { accountWords } from '#client/words/account.ts'
import { answerWords } from '#client/words/answer.ts'
import { portalWords } from '#client/words/portal.ts'
import type { ReviewState, ReviewStatus } from '#server/features/reviews/schema.ts'
import { Entrance, Outcome, type OutcomeProps } from './entrance.tsx'
import { LoadFailed } from './load-failed.tsx'
import './registration-status-page.css'

const w = portalWords.status
type View = Pick<OutcomeProps, 'icon' | 'tone' | 'title' | 'text'>
const pending: View = { icon: Send, tone: 'info', title: w.pendingTitle, text: w.pending }
const unconfirmed: View = {
  icon: MailQuestionMark,
  tone: 'warning',
  title: w.pendingTitle,
  text: accountWords.confirmAddress.first,
}
const asked: View = { icon: CircleQuestionMark, tone: 'info', title: answerWords.title, text: answerWords.text }
const viewByState: Partial<Record<ReviewState, View>> = {
  approved: { icon: CircleCheckBig, tone: 'success', title: w.approvedTitle, text: w.approved },
  rejected: { icon: CircleX, tone: 'danger', title: w.rejectedTitle, text: w.rejected },
  withdrawn: { icon: Undo2, tone: 'neutral', title: w.withdrawnTitle, text: w.withdrawn },
}

/** Follows one registration to its decision, live; opened by the mail's link or by the cookie of whoever registered here. */
export default function RegistrationStatusPage() {
  const session = useSession()
  const status = createRegistrationStatus(session.connection, linkTokenFor('/auth/register/status'))
  createPageTitle(() => w.title)
  const isMissing = () => status.failure()?.code === 'NOT_FOUND'
  return (
    <Entrance>
      <Switch fallback={<StatusSkeleton />}>
        <Match when={status.isExpired()}>
          <Outcome icon={Link2Off} tone="neutral" title={w.expiredTitle} text={w.expired} action={<GoToLogIn />} />
        </Match>
        <Match when={isMissing()}>
          <Outcome icon={SearchX} tone="neutral" title={w.notFoundTitle} text={w.notFound} action={<Apply />} />
        </Match>
        <Match when={status.value()}>{(value) => <Status of={value()} />}</Match>
        <Match when={status.failure()}>
          {(failure) => (
            <>
              <h1 class="visually-hidden">{w.title}</h1>
              <LoadFailed failure={failure()} onRetry={status.retry} />
            </>
          )}
        </Match>
      </Switch>
    </Entrance>
  )
}

function Status(props: { of: ReviewStatus }) {
  const session = useSession()
  const isOpen = () => viewByState[props.of.state] === undefined
  // By the setting alone: an address that is known already looks the same, and nobody will confirm that one.
  const isUnconfirmed = () => session.settings()?.requiresConfirmedEmail === true && !props.of.emailConfirmed
  const view = () =>
    viewByState[props.of.state] ?? (props.of.question ? asked : isUnconfirmed() ? unconfirmed : pending)
  return (
    <div class="status">
      {/* Heading and sentence together, so that a decision is read out whole; focus stays where it is. */}
      <div role="status" aria-atomic="true">
        <Outcome {...view()} />
      </div>
      <Progress state={props.of.state} isUnconfirmed={isUnconfirmed()} />
      <Show when={props.of.state === 'rejected' && props.of.reason}>
        {(reason) => (
          <figure class="status-reason">
            <figcaption>{w.reason}</figcaption>
            <blockquote>{reason()}</blockquote>
          </figure>
        )}
      </Show>
      <Show when={isOpen()}>
        <AnswerForm
          review={{ id: props.of.reviewId, version: props.of.version, question: props.of.question }}
          send={(answer) => api.portal.registrations.answer.mutate(answer)}
        />
      </Show>
      <Show when={props.of.emailConfirmed}>
        <p class="status-line" role="status">
          <MailCheck size={16} />
          {w.emailConfirmed}
        </p>
      </Show>
      <Show when={isOpen()}>
        <p class="status-hint">{w.stay}</p>
        <Show when={!props.of.emailConfirmed}>
          <p class="status-hint">{w.mail}</p>
        </Show>
      </Show>
      <Show when={props.of.state === 'approved'}>
        <GoToLogIn wide />
      </Show>
      <Show when={props.of.state === 'rejected' || props.of.state === 'withdrawn'}>
        <Show when={props.of.state === 'rejected'}>
          <p class="status-hint">{w.again}</p>
        </Show>
        <Apply again />
      </Show>
    </div>
  )
}

function GoToLogIn(props: { wide?: boolean }) {
  return (
    <LinkButton variant="primary" href="/auth/login" class={props.wide ? 'entrance-submit' : undefined}>
      {portalWords.goToLogIn}
    </LinkButton>
  )
}

/** Back to the form, while registration is on. */
function Apply(props: { again?: boolean }) {
  const session = useSession()
  return (
    <Show when={session.settings()?.registerEnabled}>
      <LinkButton href="/auth/register" class={props.again ? 'entrance-submit' : undefined}>
        {props.again ? w.applyAgain : portalWords.createAccount}
      </LinkButton>
    </Show>
  )
}

function StatusSkeleton() {
  return (
    <Skeleton label={portalWords.loading}>
      <div class="status-skeleton">
        <SkeletonBlock width="3rem" height="3rem" round />
        <SkeletonBlock width="60%" height="1.5rem" />
        <SkeletonBlock width="85%" height="1rem" />
        <SkeletonBlock height="1.75rem" />
      </div>
    </Skeleton>
  )
}
