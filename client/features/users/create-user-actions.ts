import { createSignal } from 'solid-js'
import { api, toFailure, type Failure } from '#client/lib/api.ts'
import { peopleWords } from '#client/words/people.ts'
import type { UserRow } from '#server/features/users/schema.ts'
import { nameOf } from './user-list.ts'

export type UserAct = keyof typeof peopleWords.user.did

const calls: Record<UserAct, (id: string) => Promise<unknown>> = {
  activate: (id) => api.admin.users.activate.mutate({ id }),
  deactivate: (id) => api.admin.users.deactivate.mutate({ id }),
  invite: (id) => api.admin.invitations.send.mutate({ id }),
  revoke: (id) => api.admin.invitations.revoke.mutate({ id }),
  endSessions: (id) => api.admin.users.endSessions.mutate({ id }),
  remove: (id) => api.admin.users.remove.mutate({ id }),
}

export type UserActions = ReturnType<typeof createUserActions>

/** What can be done to one user, one act at a time, and what came of the last one. The page follows by events. */
export function createUserActions(
  options: { onDone?: (act: UserAct) => unknown; onFailed?: (failure: Failure) => void } = {},
) {
  const [busy, setBusy] = createSignal<UserAct>()
  const [failure, setFailure] = createSignal<Failure>()
  const [done, setDone] = createSignal<string>()

  /** Resolves to whether it came to pass. */
  async function run(act: UserAct, user: UserRow): Promise<boolean> {
    if (busy()) return false
    const { id } = user
    const name = nameOf(user)
    const organization = user.organization.name
    setBusy(act)
    setFailure(undefined)
    setDone(undefined)
    try {
      await calls[act](id)
      setDone(peopleWords.user.did[act](name))
      options.onDone?.(act)
      return true
    } catch (error) {
      const failed = toFailure(error)
      const isLast = failed.code === 'LAST_SUPER_ADMIN'
      setFailure(isLast ? { ...failed, sentence: peopleWords.user.lastSuperAdmin(name, organization) } : failed)
      options.onFailed?.(failed)
      return false
    } finally {
      setBusy(undefined)
    }
  }
  return {
    busy,
    failure,
    done,
    run,
    forget() {
      setFailure(undefined)
      setDone(undefined)
    },
  }
}
