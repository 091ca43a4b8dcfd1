import Mail from 'lucide-solid/icons/mail'
import { createEffect, createSignal, on, onCleanup, Show } from 'solid-js'
import { api, toFailure } from '#client/lib/api.ts'
import { deskWords } from '#client/words/desk.ts'
import type { MailPreview as Written } from '#server/features/reviews/schema.ts'
import './mail-preview.css'

const words = deskWords.preview
const typingPauseMs = 300

export interface MailPreviewProps {
  reviewId: string
  about: 'rejection' | 'question'
  text: string
}

/** The very mail that goes out with this text, written by the server. */
export function MailPreview(props: MailPreviewProps) {
  const [mail, setMail] = createSignal<Written>()
  const [hasFailed, setHasFailed] = createSignal(false)
  let newest = 0
  const write = async (text: string) => {
    const mine = ++newest
    try {
      const written = await api.admin.reviews.previewMail.mutate({ id: props.reviewId, about: props.about, text })
      if (mine !== newest) return
      setMail(written)
      setHasFailed(false)
    } catch (error) {
      toFailure(error)
      if (mine === newest) setHasFailed(true)
    }
  }
  onCleanup(() => newest++)
  createEffect(
    on([() => props.reviewId, () => props.text.trim()], ([, text], before) => {
      newest++
      if (text === '') return setMail(undefined)
      // The first is wanted at once: a draft that was kept.
      const timer = setTimeout(() => void write(text), before ? typingPauseMs : 0)
      onCleanup(() => clearTimeout(timer))
    }),
  )
  return (
    <section class="mail-preview" aria-label={words.title} tabindex="0">
      <h3>
        <Mail size={16} />
        {words.title}
      </h3>
      <Show
        when={!hasFailed() && mail()}
        fallback={
          <p class="muted">{hasFailed() ? words.failed : props.text.trim() === '' ? words.empty : words.loading}</p>
        }
      >
        {(written) => (
          <>
            <dl>
              <dt>{words.to}</dt>
              <dd>{written().to}</dd>
              <dt>{words.subject}</dt>
              <dd>
                <b>{written().subject}</b>
              </dd>
            </dl>
            <pre>{written().text}</pre>
          </>
        )}
      </Show>
    </section>
  )
}
