import { createSignal, Match, Show, Switch } from 'solid-js'
import { Notice } from '#client/ui/notice.tsx'
import { Tabs, TabPanel } from '#client/ui/tabs.tsx'
import { deliveryWords } from '#client/words/deliveries.ts'
import type { MailDetail } from '#server/features/emails/schema.ts'
import { nameOfMail } from './mail-words.ts'
import './mail-body.css'

const words = deliveryWords.detail

/** The mail as its reader gets it, HTML or text; or why there is nothing to see. */
export function MailBody(props: { mail: MailDetail }) {
  const [view, setView] = createSignal('html')
  const isKept = () => props.mail.html !== null || props.mail.bodyText !== null
  const whyEmpty = () => {
    if (props.mail.state === 'sent') return words.notKept
    if (props.mail.state === 'cancelled') return words.cancelledText
    return props.mail.state === 'gave_up' ? words.gaveUpText : words.notWritten
  }
  return (
    <Show when={isKept()} fallback={<Notice tone="neutral">{whyEmpty()}</Notice>}>
      <Show when={props.mail.linksHidden}>
        <Notice tone="info">{words.linksHidden}</Notice>
      </Show>
      <div class="mail-view">
        <Tabs
          id="mail"
          label={words.view}
          value={view()}
          onChange={setView}
          tabs={[
            { value: 'html', label: words.html },
            { value: 'text', label: words.text },
          ]}
        />
        <TabPanel tabs="mail" value={view()} class="mail-panel">
          <Switch>
            <Match when={view() === 'html'}>
              {/* Runs nothing and reaches nothing of ours; links open in a tab of their own. */}
              <iframe
                class="mail-frame"
                title={words.frame(nameOfMail(props.mail))}
                src={`/mails/${props.mail.id}/body`}
                sandbox="allow-popups allow-popups-to-escape-sandbox"
                referrerpolicy="no-referrer"
              />
            </Match>
            <Match when={view() === 'text'}>
              <pre class="mail-text" tabindex="0" aria-label={words.text}>
                {props.mail.bodyText}
              </pre>
            </Match>
          </Switch>
        </TabPanel>
      </div>
    </Show>
  )
}
