// What a person's stored facts mean. The one place where the state is derived; queries.ts says the same in SQL.

/** The stored facts that a person's state is derived from. */
export interface AccountFacts {
  /** one that still counts: a password typed by somebody else dies unused */
  hasPassword: boolean
  approvedAt: Date | null
  rejectedAt: Date | null
  deactivatedAt: Date | null
  invitedAt: Date | null
}

export const userStates = ['active', 'waiting', 'rejected', 'invited', 'not-invited', 'deactivated'] as const
export type UserState = (typeof userStates)[number]

/** Derives the state: active, or why not. An applicant and a switched-off user never look the same. */
export function stateOf(account: AccountFacts): UserState {
  if (account.deactivatedAt) return 'deactivated'
  if (account.rejectedAt) return 'rejected'
  if (!account.hasPassword) return account.invitedAt ? 'invited' : 'not-invited'
  return account.approvedAt ? 'active' : 'waiting'
}

/** What the page of a user offers, by state; everything else is refused by the server too. */
export const userActions = {
  activate: ['waiting', 'rejected', 'deactivated'],
  deactivate: ['active', 'invited', 'not-invited'],
  invite: ['invited', 'not-invited', 'waiting'],
  remove: userStates,
} as const satisfies Record<string, readonly UserState[]>

export type UserAction = keyof typeof userActions

export function can(action: UserAction, state: UserState): boolean {
  return (userActions[action] as readonly UserState[]).includes(state)
}
