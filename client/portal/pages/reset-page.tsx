import MailCheck from 'lucide-solid/icons/mail-check'
import { createSignal, Show } from 'solid-js'
import { RequestResetForm } from '#client/features/passwords/request-reset-form.tsx'
import { Button } from '#client/ui/button.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { expectHeading } from '#client/ui/route-focus.ts'
import { accountWords } from '#client/words/account.ts'
import { Entrance, Outcome } from './entrance.tsx'

const w = accountWords.reset

/** Asks for the mail that resets a password. The answer is the same for every address. */
export default function ResetPage() {
  const [isSent, setSent] = createSignal(false)
  const show = (sent: boolean) => {
    expectHeading()
    setSent(sent)
  }
  return (
    <Show
      when={isSent()}
      fallback={
        <Entrance title={w.title} subtitle={w.subtitle} foot={<a href="/auth/login">{accountWords.backToLogIn}</a>}>
          <RequestResetForm onDone={() => show(true)} />
        </Entrance>
      }
    >
      <Entrance foot={w.sentHint}>
        <Outcome
          icon={MailCheck}
          tone="info"
          title={w.sentTitle}
          text={w.sent}
          action={
            <>
              <LinkButton href="/auth/login">{accountWords.backToLogIn}</LinkButton>
              <Button variant="quiet" onClick={() => show(false)}>
                {w.another}
              </Button>
            </>
          }
        />
      </Entrance>
    </Show>
  )
}
