import Ticket from 'lucide-solid/icons/ticket'
import UserPlus from 'lucide-solid/icons/user-plus'
import { Show } from 'solid-js'
import { Badge } from '#client/ui/badge.tsx'
import { Fact } from '#client/ui/facts.tsx'
import { adminWords } from '#client/words/admin.ts'
import { catalogueWords } from '#client/words/catalogues.ts'
import { inviteCodeWords } from '#client/words/invite-codes.ts'
import type { DetailOf, RowOf } from '#server/features/reviews/schema.ts'
import type { ReviewKindView } from './kind-view.ts'

const words = adminWords.review

type Row = RowOf<'registration'>
type Detail = DetailOf<'registration'>

/** A registration in the queue: who applies, and what a yes means. */
export const registrationView: ReviewKindView<'registration'> = {
  icon: UserPlus,
  label: words.registration,
  shortLabel: words.registration,
  tab: words.registrations,
  title: ({ facts }) => `${facts.firstName} ${facts.lastName}`,
  line: ({ facts }) => facts.email,
  shortName: ({ facts }) => facts.firstName,
  rejectTitle: (row) => words.rejectRegistrationTitle(registrationView.title(row)),
  rejectText: (row) => words.rejectRegistrationText(registrationView.title(row)),
  acts: words.registrationActs,
  autoBy: adminWords.decide.bySetting,
  neverBefore: words.neverSeen,

  Badges: (props: { row: Row }) => (
    <>
      <Show when={props.row.facts.inviteCode}>
        {(code) => (
          <Badge tone={code().isLost ? 'warning' : 'info'} icon={Ticket}>
            {code().isLost ? inviteCodeWords.review.lostBadge : code().name}
          </Badge>
        )}
      </Show>
      <Show when={props.row.facts.earlier > 0}>
        <Badge tone="info">{adminWords.queue.appliedBefore}</Badge>
      </Show>
      <Show when={props.row.facts.emailConfirmed} fallback={<Badge>{adminWords.queue.emailNotConfirmed}</Badge>}>
        <Badge tone="success">{adminWords.queue.emailConfirmed}</Badge>
      </Show>
    </>
  ),

  FactLines: (props: { row: Row; detail: Detail | undefined }) => (
    <>
      <Fact label={words.email}>
        <span class="review-email">{props.row.facts.email}</span>
        <Show
          when={props.row.facts.emailConfirmed}
          fallback={
            <Badge tone="warning" icon={false}>
              {words.notConfirmed}
            </Badge>
          }
        >
          <Badge tone="success" icon={false}>
            {words.confirmed}
          </Badge>
        </Show>
      </Fact>
      <Fact label={words.cameBy}>
        <Show when={props.row.facts.inviteCode} fallback={words.registrationForm}>
          {(code) => (
            <>
              <span>
                {inviteCodeWords.review.cameByCode} <a href={`/admin/invite-codes/${code().id}`}>{code().name}</a>
              </span>
              <Show when={code().isLost}>
                <span class="muted">{inviteCodeWords.review.lost}</span>
              </Show>
            </>
          )}
        </Show>
      </Fact>
      <Show when={props.detail}>
        {(detail) => (
          <>
            <Fact label={detail().state === 'approved' ? words.joined : words.willJoin}>{placeOf(detail())}</Fact>
            <Show when={detail().about.sameDomain > 0}>
              <Fact label={words.sameDomain}>
                {words.sameDomainPeople(detail().about.sameDomain, domainOf(props.row.facts.email))}
              </Fact>
            </Show>
            <Show when={detail().about.sameName > 0}>
              <Fact label={words.sameName}>{words.sameNamePeople(detail().about.sameName)}</Fact>
            </Show>
          </>
        )}
      </Show>
    </>
  ),

  Effects: (props: { detail: Detail }) => (
    <>
      <li>{words.letLogIn(props.detail.facts.firstName)}</li>
      <li>{words.addTo(props.detail.facts.firstName, placeOf(props.detail))}</li>
      <li>{catalogueWords.places.opens(props.detail.about.approving.opens)}</li>
      <li>{words.sendMail(props.detail.about.approving.mails)}</li>
    </>
  ),
}

const domainOf = (email: string) => email.slice(email.lastIndexOf('@') + 1)

/** "Acme / All users": a default team repeats its organization's name, a reader need not read it twice. */
function placeOf({ about: { approving } }: Detail): string {
  const { organizationName, teamName } = approving
  const isRepeated = teamName.startsWith(`${organizationName} `)
  return `${organizationName} / ${isRepeated ? teamName.slice(organizationName.length + 1) : teamName}`
}
