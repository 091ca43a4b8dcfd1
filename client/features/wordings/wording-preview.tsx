import { createMemo, createSignal, Match, Show, Switch } from 'solid-js'
import { templateNames, type TemplateName } from '#emails/wording.ts'
import { kindOfMail } from '#client/features/emails/mail-words.ts'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { FilterSelect } from '#client/ui/filter-select.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Skeleton, SkeletonBlock } from '#client/ui/skeleton.tsx'
import { Segmented } from '#client/ui/segmented.tsx'
import { wordingWords } from '#client/words/wordings.ts'
import type { WordingDetail } from '#server/features/wordings/schema.ts'
import { framedOf, type Preview, type Shown } from './create-preview.ts'
import { PreviewFrame } from './preview-frame.tsx'
import '#client/features/emails/mail-body.css'
import './wording-preview.css'

const words = wordingWords.preview

type Screen = keyof typeof words.screens
type Scheme = keyof typeof words.schemes

const minutes = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' })
const screens = (['desk', 'phone', 'text'] as const).map((value) => ({ value, label: words.screens[value] }))
const schemes = (['light', 'dark'] as const).map((value) => ({ value, label: words.schemes[value] }))

export interface WordingPreviewProps {
  preview: Preview
  portalName: string
  /** the mails whose facts can be shown; of the layout none */
  recent: WordingDetail['recent']
  mailId: string | null
  onMailId: (id: string | null) => void
  /** the mail that a layout is shown around; of a mail undefined */
  around?: TemplateName | undefined
  onAround?: (name: TemplateName) => void
}

/** The mail as its reader will see it: in the inbox, on a desk, on a phone, in the dark, and as text. */
export function WordingPreview(props: WordingPreviewProps) {
  const [screen, setScreen] = createSignal<Screen>('desk')
  const [scheme, setScheme] = createSignal<Scheme>('light')
  const factOptions = createMemo(() => [
    { value: '', label: words.sample },
    ...props.recent.map(({ id, toName, createdAt }) => ({
      value: id,
      label: words.recent(toName, minutes.format(toLocalTime(createdAt))),
    })),
  ])
  return (
    <section class="wording-preview" aria-label={words.title}>
      <div class="preview-bar">
        <Segmented label={words.screen} value={screen()} onChange={setScreen} options={screens} />
        <Show when={screen() !== 'text'}>
          <Segmented label={words.scheme} value={scheme()} onChange={setScheme} options={schemes} />
        </Show>
        <Show
          when={props.around}
          fallback={
            <Show when={props.recent.length > 0}>
              <FilterSelect
                label={words.facts}
                name={words.factsOf}
                value={props.mailId ?? ''}
                onChange={(id) => props.onMailId(id || null)}
                options={factOptions()}
              />
            </Show>
          }
        >
          {(around) => (
            <FilterSelect
              label={words.around}
              name={words.aroundOf}
              value={around()}
              onChange={(name) => props.onAround?.(name as TemplateName)}
              options={templateNames.map((template) => ({ value: template, label: kindOfMail({ template }) }))}
            />
          )}
        </Show>
      </div>
      <Show when={props.preview.isBehind()}>
        <Notice tone="warning">{props.preview.shown() ? words.lastGood : words.noneYet}</Notice>
      </Show>
      <Show when={props.preview.shown()} fallback={<Waiting preview={props.preview} />}>
        {(shown) => (
          <div class="mail-view">
            <InboxLine shown={shown()} portalName={props.portalName} />
            <Switch>
              <Match when={screen() === 'text'}>
                <pre class="mail-text" tabindex="0" aria-label={words.screens.text}>
                  {shown().said.text}
                </pre>
              </Match>
              <Match when={screen() !== 'text'}>
                <div class="preview-screen" data-screen={screen()} data-scheme={scheme()}>
                  <PreviewFrame
                    input={framedOf(shown(), scheme())}
                    title={words.frame(words.screens[screen()], words.schemes[scheme()])}
                  />
                </div>
              </Match>
            </Switch>
          </div>
        )}
      </Show>
    </section>
  )
}

function Waiting(props: { preview: Preview }) {
  return (
    <Show when={props.preview.isChecking()}>
      <Skeleton label={words.loading}>
        <SkeletonBlock height="30rem" />
      </Skeleton>
    </Show>
  )
}

/** Who writes, the subject, and how it goes on: what an inbox shows of a mail. */
function InboxLine(props: { shown: Shown; portalName: string }) {
  return (
    <dl class="inbox" aria-label={words.inbox}>
      <div class="inbox-line">
        <dt class="visually-hidden">{wordingWords.edit.fields.subject}</dt>
        <dd>
          <b class="inbox-from">{props.portalName}</b> <b class="inbox-subject">{props.shown.said.subject}</b>
        </dd>
      </div>
      <div class="inbox-line">
        <dt class="visually-hidden">{wordingWords.edit.fields.preview}</dt>
        <dd class="inbox-preview muted">{props.shown.said.preview}</dd>
      </div>
    </dl>
  )
}
