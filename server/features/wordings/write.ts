// From a mail's facts to what goes out: in the provider's wording, layout and brand as they are at this moment.
import { renderMail, type Brand } from '#emails/render.ts'
import type { LayoutSource, TemplateName, WordingSource } from '#emails/wording.ts'
import type { App } from '#server/app.ts'
import type { Mailbox } from '#server/mail/smtp.ts'
import { findLogo, logoAddress, type Logo } from './logo.ts'
import { findLetterhead, type Letterhead } from './queries.ts'

/** What a mail is tried with; absent: as published. */
export interface Draft {
  wording?: WordingSource
  layout?: LayoutSource
}

export interface WrittenMail {
  from: Mailbox
  subject: string
  html: string
  text: string
  /** what the HTML shows as `cid:logo` */
  logo: Logo | undefined
}

/**
 * Writes a mail. Should the published wording fail although it was checked (a newer MJML, say), the one that Gatehouse brings is
 * used and the failure logged: no edit can stop a mail. A draft is never replaced, for it is what its author wants to see.
 */
export async function writeMail(
  app: App,
  template: TemplateName,
  facts: object,
  draft?: Draft | null,
): Promise<WrittenMail> {
  const letterhead = await findLetterhead(app.database.sql, template)
  const { portalName, senderName, senderAddress, wording, layout } = letterhead
  const said = { ...facts, portalName } as never
  const brand = brandOf(letterhead)
  const write = async () => {
    if (draft) return renderMail(template, said, brand, { wording, layout, ...draft }, 'authors')
    if (!wording && !layout) return renderMail(template, said, brand)
    try {
      return await renderMail(template, said, brand, { wording, layout })
    } catch (error) {
      app.log.error({ err: error, template }, 'the published wording of a mail failed; its default was used')
      return renderMail(template, said, brand)
    }
  }
  const { subject, html, text } = await write()
  return {
    from: {
      name: senderName || portalName,
      address: senderAddress || `no-reply@${new URL(app.config.http.publicUrl).hostname}`,
    },
    subject: draft ? `[Test] ${subject}` : subject,
    html,
    text,
    logo: html.includes(logoAddress) ? await findLogo(app.database.sql, letterhead.logoId) : undefined,
  }
}

export const brandOf = ({
  portalName,
  accent,
  logoId,
}: Pick<Letterhead, 'portalName' | 'accent' | 'logoId'>): Brand => ({
  portalName,
  accent,
  hasLogo: logoId !== null,
})
