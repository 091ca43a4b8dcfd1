// The picture at the head of mails. It goes along with each, because mail programs ask before they fetch anything.
import type { Db } from '#db/database.ts'
import { logoBytesMax } from '#server/features/settings/schema.ts'

export interface Logo {
  content: Buffer
  contentType: string
}

/** Where it stands in a mail's HTML (RFC 2392). */
export const logoAddress = '"cid:logo"'

export async function findLogo(db: Db, id: string | null): Promise<Logo | undefined> {
  // A preview may name any picture; what is no logo is not shown as one.
  const [logo] = await db<Logo[]>`
    select bytes as content, media_type as content_type from pictures
     where id = ${id} and media_type <> 'image/webp' and octet_length(bytes) <= ${logoBytesMax}`
  return logo
}

/** Puts the logo into a mail that is shown here, where nothing comes along with it. */
export async function showLogo(db: Db, html: string, id: string | null): Promise<string> {
  const logo = html.includes(logoAddress) ? await findLogo(db, id) : undefined
  if (!logo) return html
  return html.replaceAll(logoAddress, `"data:${logo.contentType};base64,${logo.content.toString('base64')}"`)
}
