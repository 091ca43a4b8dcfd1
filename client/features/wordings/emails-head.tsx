import { useNavigate } from '@solidjs/router'
import type { JSX } from 'solid-js'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { TabPanel, Tabs } from '#client/ui/tabs.tsx'
import { wordingWords } from '#client/words/wordings.ts'

const words = wordingWords.head
const addresses = { wording: '/admin/emails/wording', deliveries: '/admin/emails' }

/** The page *Emails* with its two tabs, each an address; inside is what the chosen one shows. */
export function EmailsHead(props: { tab: keyof typeof addresses; actions?: JSX.Element; children: JSX.Element }) {
  const navigate = useNavigate()
  return (
    <Page width="wide">
      <PageHeader title={words.title} subtitle={words.subtitles[props.tab]} actions={props.actions} />
      <Tabs
        id="emails"
        label={words.tabs}
        value={props.tab}
        onChange={(tab) => navigate(addresses[tab as keyof typeof addresses])}
        tabs={[
          { value: 'wording', label: words.wording },
          { value: 'deliveries', label: words.deliveries },
        ]}
      />
      <TabPanel tabs="emails" value={props.tab}>
        {props.children}
      </TabPanel>
    </Page>
  )
}
