import UserRoundPlus from 'lucide-solid/icons/user-round-plus'
import { useSearchParams } from '@solidjs/router'
import { createSignal, Match, Show, Switch, untrack } from 'solid-js'
import { FailureNotice } from '#client/features/auth/failure-notice.tsx'
import { useSession } from '#client/features/auth/session.tsx'
import { createMembers, type Members } from '#client/features/members/create-members.ts'
import { createResending } from '#client/features/members/create-resending.ts'
import { EditMemberDialog } from '#client/features/members/edit-member-dialog.tsx'
import { EndMemberDialog } from '#client/features/members/end-member-dialog.tsx'
import { InviteMemberDialog } from '#client/features/members/invite-member-dialog.tsx'
import { nameOf } from '#client/features/members/member-list.ts'
import { MembersTable } from '#client/features/members/members-table.tsx'
import { createSettling } from '#client/features/organization-request/create-settling.ts'
import { SettlingNotice } from '#client/features/organization-request/settling-notice.tsx'
import { Button } from '#client/ui/button.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { SearchField } from '#client/ui/search-field.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { words } from '#client/words/en.ts'
import { organizationWords } from '#client/words/organization.ts'
import type { Me } from '#server/features/auth/schema.ts'
import type { MemberList, MemberRow } from '#server/features/members/schema.ts'
import { LoadFailed } from './load-failed.tsx'

const w = organizationWords.users

/** The people of an organization, and for its super admins what can be done with them. */
export function OrganizationUsers(props: { me: Me }) {
  const session = useSession()
  const [query, setQuery] = useSearchParams<{ search?: string; invite?: string }>()
  const search = () => query.search ?? ''
  const setSearch = (text: string) => setQuery({ search: text || undefined }, { replace: true })
  const members = createMembers(session, search)
  const settling = createSettling()
  const resending = createResending(members.put)
  const heldBecause = () => (settling() > 0 ? organizationWords.settling.held : undefined)
  const isSuperAdmin = () => props.me.organization?.role === 'super_admin'
  const [isInviting, setInviting] = createSignal(query.invite !== undefined && untrack(isSuperAdmin))
  // The dialog is open by now; a reload need not open it again.
  if (query.invite !== undefined) setQuery({ invite: undefined }, { replace: true })
  const [edited, setEdited] = createSignal<MemberRow>()
  const [ended, setEnded] = createSignal<MemberRow>()
  const organizationName = () => props.me.organization?.name ?? ''

  const finish = (row: MemberRow | undefined, sentence: string) => {
    setInviting(false)
    setEdited(undefined)
    setEnded(undefined)
    if (row) members.put(row)
    resending.say(sentence)
  }
  return (
    <>
      <PageHeader
        title={w.title}
        subtitle={w.subtitle(organizationName())}
        actions={
          <Show when={isSuperAdmin()}>
            <Button
              variant="primary"
              icon={UserRoundPlus}
              disabledReason={heldBecause()}
              onClick={() => setInviting(true)}
            >
              {w.invite}
            </Button>
          </Show>
        }
      />
      <SettlingNotice seconds={settling()} />
      <Show when={resending.said()}>
        {(sentence) => (
          <Notice tone="success" dismissLabel={words.ui.dismiss} onDismiss={() => resending.say(undefined)}>
            {sentence()}
          </Notice>
        )}
      </Show>
      <FailureNotice of={resending.failure()} />
      <div class="row">
        <SearchField label={w.search} placeholder={w.searchPlaceholder} value={search()} onSearch={setSearch} />
      </div>
      <Listed members={members} search={search()} onClear={() => setSearch('')}>
        {(list) => (
          <>
            <MembersTable
              rows={list.rows}
              meId={props.me.id}
              defaultTeamId={list.teams.find(({ isDefault }) => isDefault)?.id}
              mayAct={isSuperAdmin()}
              resendingId={resending.resendingId()}
              onEdit={setEdited}
              onResend={resending.resend}
              onEnd={setEnded}
            />
            <Foot list={list} isSuperAdmin={isSuperAdmin()} isSearched={search() !== ''} />
          </>
        )}
      </Listed>
      <InviteMemberDialog
        open={isInviting() && members.value !== undefined}
        organizationName={organizationName()}
        teams={members.value?.teams ?? []}
        mayInvite={isSuperAdmin()}
        onClose={() => setInviting(false)}
        onInvited={(row) => finish(row, organizationWords.invite.sent(nameOf(row), row.email))}
      />
      <EditMemberDialog
        member={edited()}
        teams={members.value?.teams ?? []}
        isOwn={edited()?.id === props.me.id}
        mayEdit={isSuperAdmin()}
        onClose={() => setEdited(undefined)}
        onSaved={(row) => finish(row, organizationWords.edit.saved(nameOf(row)))}
      />
      <EndMemberDialog
        member={ended()}
        organizationName={organizationName()}
        isOwn={ended()?.id === props.me.id}
        onClose={() => setEnded(undefined)}
        onDone={(sentence) => finish(undefined, sentence)}
      />
    </>
  )
}

function Listed(props: {
  members: Members
  search: string
  onClear: () => void
  children: (list: MemberList) => ReturnType<typeof MembersTable>
}) {
  return (
    <Switch fallback={<Skeleton label={w.loading} rows={5} />}>
      <Match when={props.members.value?.rows.length === 0}>
        <EmptyState
          kind="no-match"
          title={w.noMatch}
          action={<Button onClick={() => props.onClear()}>{w.clearSearch}</Button>}
        >
          {w.noMatchText(props.search)}
        </EmptyState>
      </Match>
      <Match when={props.members.value}>{(list) => props.children(list())}</Match>
      <Match when={props.members.failure}>
        {(failure) => <LoadFailed failure={failure()} onRetry={() => props.members.refetch()} />}
      </Match>
    </Switch>
  )
}

/** What the list leaves unsaid: more than are shown, nobody else so far, who may invite. */
function Foot(props: { list: MemberList; isSuperAdmin: boolean; isSearched: boolean }) {
  const superAdmins = () =>
    props.list.rows.filter(({ role, kind }) => role === 'super_admin' && kind === 'member').map(nameOf)
  return (
    <div class="stack muted">
      <Show when={props.list.isCut}>
        <p>{w.cut}</p>
      </Show>
      <Switch>
        <Match when={props.isSearched}>{null}</Match>
        <Match when={!props.isSuperAdmin}>
          <p>{superAdmins().length > 0 ? w.whoInvites(superAdmins().join(', ')) : w.whoInvitesNobody}</p>
        </Match>
        <Match when={props.list.rows.length === 1}>
          <p>{w.alone}</p>
        </Match>
      </Switch>
    </div>
  )
}
