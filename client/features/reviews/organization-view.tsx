import Building from 'lucide-solid/icons/building-complex'
import type { JSX } from 'solid-js'
import { For, Show } from 'solid-js'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Badge } from '#client/ui/badge.tsx'
import { Fact } from '#client/ui/facts.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { adminWords } from '#client/words/admin.ts'
import { requestWords as words } from '#client/words/requests.ts'
import type { DetailOf, NamedOrganization, RowOf } from '#server/features/reviews/schema.ts'
import type { ReviewKindView } from './kind-view.ts'
import { OrganizationName } from './organization-name.tsx'

type Row = RowOf<'organization'>
type Detail = DetailOf<'organization'>

const nameOf = ({ facts }: Row) => `${facts.firstName} ${facts.lastName}`
const organizationHref = (id: string) => `/admin/organizations/${id}`

/** A request for an organization in the queue: who asks, what is there already, and what a yes makes. */
export const organizationView: ReviewKindView<'organization'> = {
  icon: Building,
  label: words.label,
  shortLabel: words.shortLabel,
  tab: words.tab,
  title: ({ facts }) => facts.name,
  line: (row) => `${nameOf(row)}, ${row.facts.email}`,
  shortName: ({ facts }) => facts.firstName,
  result: ({ facts }) => facts.approvedName,
  rejectTitle: ({ facts }) => words.rejectTitle(facts.name),
  rejectText: (row) => words.rejectText(nameOf(row)),
  acts: words.acts,
  autoBy: adminWords.decide.bySetting,
  neverBefore: words.neverAsked,

  Badges: (props: { row: Row }) => (
    <Show when={props.row.facts.earlier > 0}>
      <Badge tone="info">{words.askedBefore}</Badge>
    </Show>
  ),

  Warning: (props: { detail: Detail }) => (
    <Show when={props.detail.about.taken}>
      {(taken) => (
        <Notice tone="warning" title={words.takenTitle}>
          <a href={organizationHref(taken().id)}>{taken().name}</a> {words.takenText(taken().members)}
        </Notice>
      )}
    </Show>
  ),

  FactLines: (props) => (
    <>
      <Fact label={words.requester}>
        <a href={`/admin/users/${props.row.requesterId}`}>{nameOf(props.row)}</a>
      </Fact>
      <Fact label={adminWords.review.email}>
        <span class="review-email">{props.row.facts.email}</span>
        <Badge tone="success" icon={false}>
          {adminWords.review.confirmed}
        </Badge>
      </Fact>
      <Show when={props.detail?.about}>
        {(about) => (
          <>
            {/* Later it says since when they are in the organization that it made. */}
            <Show when={!about().made}>
              <Fact label={words.memberSince}>
                <TimeAgo at={toLocalTime(about().requester.memberSince)} />
              </Fact>
            </Show>
            <Fact label={words.isIn}>
              <span>
                <a href={organizationHref(about().requester.organization.id)}>{about().requester.organization.name}</a>
                {teamsOf(about())}
              </span>
            </Fact>
            <Organizations label={words.similarNames} of={about().similar} />
            <Organizations label={words.sameDomain} of={about().sameDomain} />
            <Listed label={words.openRequests} of={about().openRequests}>
              {(request) => (
                <>
                  <a href={props.hrefOf(request.id)}>{request.name}</a>{' '}
                  <span class="muted">{words.by(request.requester)}</span>
                </>
              )}
            </Listed>
          </>
        )}
      </Show>
    </>
  ),

  Effects: (props) => {
    const name = () => props.options.organizationName ?? props.detail.facts.name
    const about = () => props.detail.about
    return (
      <>
        <li>{words.make(name())}</li>
        <li>{words.move(props.detail.facts.firstName, about().requester.organization.name)}</li>
        <li>{words.sendMail(about().mails, name())}</li>
      </>
    )
  },

  Choice: OrganizationName,

  Outcome: (props: { detail: Detail }) => (
    <p>
      <Show when={props.detail.about.made} fallback={words.madeGone}>
        {(made) => (
          <>
            {words.made} <a href={organizationHref(made().id)}>{made().name}</a>.{' '}
            <Show when={props.detail.facts.approvedName !== undefined}>{words.madeAs(props.detail.facts.name)}</Show>
          </>
        )}
      </Show>
    </p>
  ),
}

/** " / All users, Partners": a default team repeats its organization's name, a reader need not read it twice. */
function teamsOf({ requester }: Detail['about']): string {
  const repeated = `${requester.organization.name} `
  const names = requester.teams.map((team) => (team.startsWith(repeated) ? team.slice(repeated.length) : team))
  return names.length > 0 ? ` / ${names.join(', ')}` : ''
}

function Organizations(props: { label: string; of: readonly NamedOrganization[] }) {
  return (
    <Listed label={props.label} of={props.of}>
      {(one) => (
        <>
          <a href={organizationHref(one.id)}>{one.name}</a> <span class="muted">{words.members(one.members)}</span>
        </>
      )}
    </Listed>
  )
}

/** One fact of several lines; nothing if there is none. */
function Listed<T>(props: { label: string; of: readonly T[]; children: (one: T) => JSX.Element }) {
  return (
    <Show when={props.of.length > 0}>
      <Fact label={props.label}>
        <ul class="fact-lines">
          <For each={props.of}>{(one) => <li>{props.children(one)}</li>}</For>
        </ul>
      </Fact>
    </Show>
  )
}
