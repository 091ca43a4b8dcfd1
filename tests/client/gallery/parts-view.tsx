import Check from 'lucide-solid/icons/check'
import Ellipsis from 'lucide-solid/icons/ellipsis'
import Plus from 'lucide-solid/icons/plus'
import Search from 'lucide-solid/icons/search'
import { createSignal, For } from 'solid-js'
import { Avatar } from '#client/ui/avatar.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Button } from '#client/ui/button.tsx'
import { ConnectionPill } from '#client/ui/connection-pill.tsx'
import { Dialog, DialogActions } from '#client/ui/dialog.tsx'
import { Form } from '#client/ui/form.tsx'
import { IconButton } from '#client/ui/icon-button.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Menu } from '#client/ui/menu.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Page, PageSection } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { Table } from '#client/ui/table.tsx'
import { TextArea } from '#client/ui/text-area.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { words } from '#client/words/en.ts'
import { SampleAdmin } from './sample.tsx'

const names = [
  'Ana Ortiz',
  'Ben Kowalski',
  'Lena Moser',
  'Priya Nair',
  'Tomás Silva',
  'Hana Sato',
  'Omar Haddad',
  'Grace Kim',
]
const now = Date.now()

/** Every small part in every state. */
export function PartsView() {
  const query = new URLSearchParams(window.location.search)
  const [open, setOpen] = createSignal(query.has('dialog'))
  const [reason, setReason] = createSignal('')
  return (
    <SampleAdmin state={{ kind: 'caught-up', changes: 7 }}>
      <Page width="wide">
        <PageHeader
          title="Parts"
          subtitle="All that pages are made of"
          actions={
            <>
              <Button icon={Search}>Filter</Button>
              <Button variant="primary" icon={Plus}>
                Add new user
              </Button>
            </>
          }
        />
        <PageSection title="Buttons">
          <div class="row">
            <Button variant="primary" icon={Check} keyHint="A">
              Approve
            </Button>
            <Button keyHint="R" onClick={() => setOpen(true)}>
              Reject
            </Button>
            <Button variant="danger">Delete</Button>
            <Button variant="quiet">Cancel</Button>
            <Button variant="primary" busy>
              Saving
            </Button>
            <Button disabledReason="The connection is down">Approve</Button>
            <Button size="small">Small</Button>
            <LinkButton href="/x">A link</LinkButton>
            <IconButton label="Search" icon={Search} />
            <Menu
              label="More options"
              trigger={<Ellipsis size={18} />}
              items={[
                { label: 'Send invite', onSelect: () => undefined },
                { label: 'Deactivate', disabled: true },
                { label: 'Delete', tone: 'danger', separated: true },
              ]}
            />
          </div>
        </PageSection>
        <PageSection title="Badges and people">
          <div class="row">
            <Badge>Decided</Badge>
            <Badge tone="info">Answered just now</Badge>
            <Badge tone="success">Active</Badge>
            <Badge tone="warning">Waiting for approval</Badge>
            <Badge tone="danger">Rejected</Badge>
            <For each={names}>{(name) => <Avatar name={name} />}</For>
            <Avatar name="Ana Ortiz" size="large" label="Ana Ortiz" />
          </div>
          <div class="row">
            <ConnectionPill state={{ kind: 'live' }} words={words.connection} onRetry={() => undefined} />
            <ConnectionPill state={{ kind: 'connecting' }} words={words.connection} onRetry={() => undefined} />
            <ConnectionPill
              state={{ kind: 'reconnecting', retryAt: now + 4000 }}
              words={words.connection}
              onRetry={() => undefined}
            />
            <ConnectionPill state={{ kind: 'delayed' }} words={words.connection} onRetry={() => undefined} />
          </div>
        </PageSection>
        <PageSection title="Notices">
          <Notice tone="info">Ben changed this page 10 s ago.</Notice>
          <Notice tone="success" title="Saved" dismissLabel="Dismiss">
            Open portal pages show it already.
          </Notice>
          <Notice tone="warning" action={<Button size="small">Review</Button>}>
            12 registrations are waiting. They stay, until somebody decides them.
          </Notice>
          <Notice tone="danger" title="Mails have not gone out since 10:12">
            The mail server refuses the connection.
          </Notice>
        </PageSection>
        <PageSection title="Table">
          <Table
            label="Users"
            rows={names}
            columns={[
              { key: 'name', title: 'Name', cell: (name) => <a href="/x">{name}</a> },
              { key: 'email', title: 'Email', cell: (name) => `${name.split(' ')[0]?.toLowerCase()}@acme.example` },
              { key: 'state', title: 'Status', cell: () => <Badge tone="success">Active</Badge> },
              { key: 'org', title: 'Organization', from: 'wide', cell: () => 'Acme Rockets' },
              {
                key: 'since',
                title: 'Last seen',
                from: 'medium',
                align: 'end',
                cell: (name) => <TimeAgo at={now - name.length ** 5 * 1000} />,
              },
            ]}
          />
        </PageSection>
      </Page>
      <Dialog
        open={open()}
        onClose={() => setOpen(false)}
        title="Reject Maria Lindqvist?"
        description="She gets a mail with this reason. It can be undone for ten seconds."
        closeLabel="Close"
      >
        <Form summaryTitle={words.ui.problems} onSubmit={() => setOpen(false)}>
          <TextArea label="Reason" name="reason" value={reason()} onChange={setReason} hint="The requester reads it." />
          <DialogActions>
            <Button variant="quiet" onClick={() => setOpen(false)}>
              Cancel
            </Button>
            <Button type="submit" variant="danger">
              Reject
            </Button>
          </DialogActions>
        </Form>
      </Dialog>
    </SampleAdmin>
  )
}
