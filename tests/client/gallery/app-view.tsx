import AppWindow from 'lucide-solid/icons/app-window'
import Eye from 'lucide-solid/icons/eye'
import KeyRound from 'lucide-solid/icons/key-round'
import LayoutDashboard from 'lucide-solid/icons/layout-dashboard'
import MessageCircleQuestionMark from 'lucide-solid/icons/message-circle-question-mark'
import Settings from 'lucide-solid/icons/settings'
import ShoppingCart from 'lucide-solid/icons/shopping-cart'
import Users from 'lucide-solid/icons/users'
import { Dashboard } from '#client/portal/dashboard.tsx'
import { PortalShell } from '#client/portal/shell.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { ConnectionPill } from '#client/ui/connection-pill.tsx'
import { CopyButton } from '#client/ui/copy-button.tsx'
import { Fact, Facts } from '#client/ui/facts.tsx'
import { Page, PageSection } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { words } from '#client/words/en.ts'
import './gallery.css'

/** An app's page in the portal as in the picture. */
export function AppView() {
  return (
    <PortalShell
      brand={{ name: 'Polder APIs' }}
      links={[
        { href: '/catalogues', label: 'Catalogues' },
        { href: '/organization/new', label: 'Create an organization' },
        { href: '/cart', label: 'Cart', icon: ShoppingCart, end: true, count: 2 },
      ]}
      person={{ id: 'priya', name: 'Priya Nair', email: 'priya@acme.example' }}
      account={[
        { label: 'My dashboard', href: '/dashboard', icon: LayoutDashboard },
        { label: 'My apps', href: '/apps', icon: AppWindow },
        { label: 'Profile settings', href: '/profile', icon: Settings },
        { label: 'Log out', separated: true },
      ]}
      status={<ConnectionPill state={{ kind: 'live' }} words={words.connection} onRetry={() => undefined} />}
    >
      <Dashboard
        label="Dashboard"
        links={[
          { href: '/dashboard', label: 'Dashboard', icon: LayoutDashboard },
          { href: '/', label: 'My apps', icon: AppWindow },
          { href: '/dashboard/users', label: 'Users', icon: Users },
          { href: '/profile', label: 'Profile settings', icon: Settings },
        ]}
      >
        <Page>
          <PageHeader
            title="Checkout"
            badges={<Badge>Organization · 6 people can see it</Badge>}
            subtitle="Takes payments in the Acme shop and refunds them."
            breadcrumbs={[{ label: 'My apps', href: '/apps' }, { label: 'Acme Rockets' }]}
            breadcrumbsLabel="Where you are"
          />
          <PageSection title="Approved access">
            <Card
              look="panel"
              level={3}
              title="Payments, Refunds"
              badges={
                <>
                  <Badge tone="info">Gold</Badge>
                  <Badge tone="success">Approved just now by the Polder team</Badge>
                </>
              }
              actions={
                <>
                  <Button>Rotate</Button>
                  <Button>Revoke</Button>
                </>
              }
            >
              <div class="stack">
                <div class="g-key">
                  <KeyRound size={16} />
                  <code class="truncate">gh_live_••••••••••••••••••••••••a3F9</code>
                  <div class="row push">
                    <Button icon={Eye}>Reveal</Button>
                    <CopyButton text="x" label="Copy" copiedLabel="Copied" failedLabel="Copying was refused" />
                  </div>
                </div>
                <Facts look="columns">
                  <Fact label="Base URL">api.polder.example/pay</Fact>
                  <Fact label="Rate limit">50 requests a second</Fact>
                  <Fact label="Quota">2,000,000 a month</Fact>
                  <Fact label="Key expires">in 12 months, 21 Nov 2027</Fact>
                </Facts>
                <small class="muted">Never used yet. Every reveal is recorded and shown to your organization.</small>
              </div>
            </Card>
          </PageSection>
          <PageSection title="Pending access">
            <Card
              look="panel"
              level={3}
              title="Fleet tracking"
              badges={<Badge tone="info">Silver</Badge>}
              actions={<Button>Withdraw</Button>}
            >
              <Card tone="info" title="The reviewer asks" icon={MessageCircleQuestionMark} level={3}>
                <div class="stack">
                  <p>How many vehicles will send positions, and how often?</p>
                  <TextField label="Your answer" value="About 40 vans, every 10 seconds" onChange={() => undefined} />
                  <div>
                    <Button variant="primary">Send answer</Button>
                  </div>
                </div>
              </Card>
            </Card>
          </PageSection>
        </Page>
      </Dashboard>
    </PortalShell>
  )
}
