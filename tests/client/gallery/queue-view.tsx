import Check from 'lucide-solid/icons/check'
import Clock from 'lucide-solid/icons/clock'
import Eye from 'lucide-solid/icons/eye'
import RotateCcw from 'lucide-solid/icons/rotate-ccw'
import MessageCircleQuestionMark from 'lucide-solid/icons/message-circle-question-mark'
import StickyNote from 'lucide-solid/icons/sticky-note'
import UserPlus from 'lucide-solid/icons/user-plus'
import X from 'lucide-solid/icons/x'
import { createSignal } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { Avatar } from '#client/ui/avatar.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { Fact, Facts } from '#client/ui/facts.tsx'
import { IconButton } from '#client/ui/icon-button.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { DetailPane, SplitPane } from '#client/ui/split-pane.tsx'
import { TabPanel, Tabs } from '#client/ui/tabs.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { UndoBar } from '#client/ui/undo-bar.tsx'
import { VirtualList } from '#client/ui/virtual-list.tsx'
import { reviews, SampleAdmin } from './sample.tsx'
import './gallery.css'

const start = Date.now()
const minutesAgo = (minutes: number) => start - minutes * 60_000

/** The review queue as in the picture, made of the parts. */
export function QueueView() {
  const closed = new URLSearchParams(window.location.search).has('closed')
  const [tab, setTab] = createSignal('all')
  const [chosen, setChosen] = createSignal<string | undefined>(closed ? undefined : 'r2')
  return (
    <SampleAdmin>
      <SplitPane
        open={chosen() !== undefined}
        onClose={() => setChosen(undefined)}
        detailLabel="Maria Lindqvist"
        list={
          <>
            <div class="g-queue-head">
              <PageHeader title="Review queue" subtitle="12 waiting · oldest 3 h · median decision today 6 min" />
              <Tabs
                id="queue"
                label="Kind of review"
                value={tab()}
                onChange={setTab}
                tabs={[
                  { value: 'all', label: 'All', count: 12 },
                  { value: 'registrations', label: 'Registrations', count: 7 },
                  { value: 'organizations', label: 'Organization requests', count: 2 },
                  { value: 'access', label: 'Access requests', count: 3 },
                ]}
              />
            </div>
            <TabPanel tabs="queue" value={tab()} class="g-queue-panel">
              <VirtualList label="Reviews" items={reviews} keyOf={(review) => review.id} rowHeight={52}>
                {(row) => (
                  <div class="g-queue-row" data-chosen={row.item().id === chosen() ? '' : undefined}>
                    <span class="g-queue-kind">
                      <Dynamic component={row.item().icon} size={16} />
                      {row.item().kind}
                    </span>
                    <a
                      class="g-queue-who"
                      href={`#${row.item().id}`}
                      data-roving
                      tabindex={row.active() ? 0 : -1}
                      onClick={(event) => (event.preventDefault(), setChosen(row.item().id))}
                    >
                      <span class="truncate">
                        <b>{row.item().title}</b>
                        {row.item().rest}
                      </span>
                      <small class="muted truncate">{row.item().line}</small>
                    </a>
                    <span class="g-queue-badge">
                      {row.item().badge && <Badge tone={row.item().tone ?? 'neutral'}>{row.item().badge}</Badge>}
                    </span>
                    <TimeAgo at={minutesAgo(row.item().minutes)} look="age" class="g-queue-age" />
                  </div>
                )}
              </VirtualList>
              <div class="g-queue-undo">
                <UndoBar
                  undoLabel="Undo"
                  keyHint="Z"
                  onUndo={() => undefined}
                  undoable={{
                    message: (
                      <>
                        You approved <b>Ruth Vance</b>.
                      </>
                    ),
                    until: start + 60_000,
                    totalMs: 100_000,
                    countdown: (seconds) => `The mail goes out in ${seconds} s.`,
                  }}
                />
              </div>
            </TabPanel>
          </>
        }
        detail={
          <DetailPane
            header={
              <>
                <div class="row muted g-nowrap">
                  <UserPlus size={16} />
                  <span>
                    Registration · <TimeAgo at={minutesAgo(130)} />
                  </span>
                  <span class="row push g-info">
                    <Avatar name="Ana Ortiz" seed="ana" size="small" /> You are reviewing
                  </span>
                  <IconButton label="Close" icon={X} onClick={() => setChosen(undefined)} />
                </div>
                <h2 class="g-detail-title">Maria Lindqvist</h2>
              </>
            }
            actions={
              <>
                <Button variant="primary" icon={Check} keyHint="A">
                  Approve
                </Button>
                <Button icon={X} keyHint="R">
                  Reject
                </Button>
                <Button icon={MessageCircleQuestionMark} keyHint="I">
                  Ask for information
                </Button>
              </>
            }
          >
            <Facts>
              <Fact label="Email">
                maria@nordpay.example
                <Badge tone="success" icon={false}>
                  Confirmed
                </Badge>
              </Fact>
              <Fact label="Came by">Registration form, no code</Fact>
              <Fact label="Will join">Default organization / All users</Fact>
              <Fact label="Same domain">
                2 people in <b>Nordpay</b>
              </Fact>
            </Facts>
            <Card title="Approving will" icon={Eye} tone="subtle" level={3}>
              <ul>
                <li>let Maria log in and browse 2 catalogues, 9 products</li>
                <li>add her to Default organization / All users</li>
                <li>send 1 mail: “Your registration is approved”</li>
              </ul>
            </Card>
            <Card title="Seen before" icon={RotateCcw} level={3}>
              No earlier application from this address.{' '}
              <span class="muted">Nordpay’s super admin is Erik Dahl; he could invite her instead.</span>
            </Card>
            <Card title="Notes" icon={StickyNote} level={3}>
              <div class="row">
                <Avatar name="Lena Moser" seed="lena" size="small" />
                <span class="muted">
                  <b>Lena</b> asked sales, they expect her.
                </span>
                <TimeAgo class="push muted" at={minutesAgo(61)} look="age" />
              </div>
            </Card>
            <div class="row muted">
              <Clock size={16} /> Maria registered <TimeAgo class="push" at={minutesAgo(130)} look="age" />
            </div>
          </DetailPane>
        }
      />
    </SampleAdmin>
  )
}
