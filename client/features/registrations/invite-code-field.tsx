import CircleCheck from 'lucide-solid/icons/circle-check'
import { createEffect, Match, onMount, Show, Switch } from 'solid-js'
import { createAfterPress } from '#client/lib/create-form.ts'
import { useNow } from '#client/ui/clock.ts'
import { TextField } from '#client/ui/text-field.tsx'
import { words } from '#client/words/en.ts'
import { typedCodeWords } from '#client/words/typed-code.ts'
import type { CodeCheck } from '#server/features/invite-codes/schema.ts'
import { createCodeCheck, type CheckCode } from './create-code-check.ts'
import './invite-code-field.css'

export interface InviteCodeFieldProps {
  field: { name: string; value: string; error: string; onChange: (value: string) => void; onBlur: () => void }
  /** The form is being sent: that says more than a check. */
  isSending: boolean
  checkCode?: CheckCode | undefined
  /** Told whenever the code that is typed turns out to need no approval, or one that does. */
  onSkipping?: ((skipsApproval: boolean) => void) | undefined
}

/** *Invite code*: says where it leads and whether somebody still has to approve, or why it does not work. */
export function InviteCodeField(props: InviteCodeFieldProps) {
  // eslint-disable-next-line solid/reactivity -- the same as long as the form is open
  const codes = createCodeCheck(props.checkCode)
  const known = () => codes.of(props.field.value)
  const problem = () => problemOf(known())
  const check = () => !props.isSending && codes.check(props.field.value)
  const left = createAfterPress<'code'>(check)
  createEffect(() => {
    const now = known()
    props.onSkipping?.(now?.status === 'active' && now.skipsApproval)
  })
  // Prefilled by a link: nobody leaves the field.
  onMount(check)
  return (
    <TextField
      label={typedCodeWords.label}
      {...props.field}
      error={props.field.error || problem() || ''}
      onBlur={() => {
        props.field.onBlur()
        left('code')
      }}
      optional={words.ui.optional}
      autocomplete="off"
      autocapitalize="characters"
      spellcheck={false}
      maxlength={100}
      class="invite-code-field"
      hint={
        <span role="status" class="invite-code-said">
          <Show when={!props.field.error && !problem()}>
            <Said of={known()} />
          </Show>
        </span>
      }
    />
  )
}

type Known = ReturnType<ReturnType<typeof createCodeCheck>['of']>

function Said(props: { of: Known }) {
  const active = () => (props.of?.status === 'active' ? props.of : undefined)
  const retryAt = () => (props.of?.status === 'limited' ? props.of.retryAt : undefined)
  return (
    <Switch fallback={typedCodeWords.hint}>
      <Match when={active()}>
        {(code) => (
          <span class="invite-code-good">
            <CircleCheck size={16} />
            <span>
              <b>{typedCodeWords.joins(code().teamName, code().organizationName)}</b>{' '}
              {code().skipsApproval ? typedCodeWords.skips : typedCodeWords.waits}
            </span>
          </span>
        )}
      </Match>
      <Match when={props.of?.status === 'checking'}>{typedCodeWords.checking}</Match>
      <Match when={retryAt()}>
        {(at) => (
          <>
            {typedCodeWords.tooMany} <Seconds until={at()} />
          </>
        )}
      </Match>
      <Match when={props.of?.status === 'not-reached'}>{typedCodeWords.notReached}</Match>
    </Switch>
  )
}

/** For eyes only: read out each second it would be a nuisance. */
function Seconds(props: { until: number }) {
  const now = useNow()
  const seconds = () => Math.max(0, Math.ceil((props.until - now()) / 1000))
  return <span aria-hidden="true">{typedCodeWords.againIn(seconds())}</span>
}

type Problem = Exclude<CodeCheck['status'], 'active'>
const isProblem = (status: string): status is Problem => status in typedCodeWords.problems

const problemOf = (known: Known): string | undefined =>
  known && isProblem(known.status) ? typedCodeWords.problems[known.status] : undefined
