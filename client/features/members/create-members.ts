import { createMemo, untrack, type Accessor } from 'solid-js'
import type { Session } from '#client/features/auth/session.tsx'
import { api } from '#client/lib/api.ts'
import { createLive } from '#client/realtime/create-live.ts'
import type { MemberList, MemberRow } from '#server/features/members/schema.ts'
import { dropMember, putMember, sortMembers } from './member-list.ts'

/**
 * The people of one's organization and its invitations, live. Nobody in the default organization, and nobody for whom has
 * not confirmed the address: then nothing is asked for.
 */
export function createMembers(
  { connection, me }: Pick<Session, 'connection' | 'me'>,
  search: Accessor<string> = () => '',
) {
  // Another organization has another list; its name, or a role in it, changes nothing here.
  const key = createMemo(() => {
    const organization = me()?.organization
    if (!organization || organization.isDefault || !me()!.emailConfirmed) return undefined
    return `${organization.id} ${search()}`
  })
  const live = createLive<string, MemberList>(connection, {
    key,
    fetch: async () => {
      const asked = untrack(search)
      return sortMembers(await api.portal.members.list.query(asked ? { search: asked } : {}))
    },
    apply(list, event) {
      if (event.kind === 'member.changed') putMember(list, event.member, untrack(search))
      else if (event.kind === 'member.removed') dropMember(list, event.memberId)
      else if (event.kind === 'own-organization.changed') live.refetch()
    },
  })
  return {
    get value() {
      return live.value
    },
    get failure() {
      return live.failure
    },
    refetch: () => live.refetch(),
    /** Writes what an answer or a refusal says about somebody. */
    put: (row: MemberRow) => live.change((list) => putMember(list, row, untrack(search))),
  }
}

export type Members = ReturnType<typeof createMembers>
