import Download from 'lucide-solid/icons/download'
import Link from 'lucide-solid/icons/link'
import { createMemo } from 'solid-js'
import { renderSVG } from 'uqr'
import { Button } from '#client/ui/button.tsx'
import { CopyButton } from '#client/ui/copy-button.tsx'
import { words as shared } from '#client/words/en.ts'
import { inviteCodeWords } from '#client/words/invite-codes.ts'
import type { CodeRow } from '#server/features/invite-codes/schema.ts'
import { linkOf } from './code-list.ts'
import './invite-codes.css'

const words = inviteCodeWords.code

/** A code to be handed out: as text, as a link, as a picture for phones. */
export function ShareCode(props: { code: Pick<CodeRow, 'code' | 'name'> }) {
  const link = () => linkOf(props.code, location.origin)
  const svg = createMemo(() => renderSVG(link(), { ecc: 'M', border: 3 }))
  // Its own markup and nothing typed by anybody, so it is parsed as a document and not as HTML of this page.
  const picture = () => {
    const root = new DOMParser().parseFromString(svg(), 'image/svg+xml').documentElement
    root.setAttribute('aria-hidden', 'true')
    return document.importNode(root, true)
  }
  const download = () => {
    const url = URL.createObjectURL(new Blob([svg()], { type: 'image/svg+xml' }))
    const anchor = document.createElement('a')
    anchor.href = url
    anchor.download = `invite-code-${props.code.name.replace(/[^\p{L}\p{N}]+/gu, '-').toLowerCase()}.svg`
    anchor.click()
    setTimeout(() => URL.revokeObjectURL(url), 10_000)
  }
  const copy = { copiedLabel: shared.ui.copied, failedLabel: shared.ui.copyFailed, size: 'small' } as const
  return (
    <div class="share-code">
      <div class="share-code-qr" role="img" aria-label={words.qr(props.code.name)}>
        {picture()}
      </div>
      <div class="stack share-code-texts">
        <code class="share-code-code">{props.code.code}</code>
        <span class="share-code-link muted">{link()}</span>
        <div class="row">
          <CopyButton {...copy} text={props.code.code} label={inviteCodeWords.copyCode} />
          <CopyButton {...copy} text={link()} label={inviteCodeWords.copyLink} icon={Link} />
          <Button size="small" icon={Download} onClick={download}>
            {words.download}
          </Button>
        </div>
      </div>
    </div>
  )
}
