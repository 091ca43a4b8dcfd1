/** The stored facts that a person's state is derived from. */
export interface AccountFacts {
  passwordHash?: string | null
  approvedAt: Date | null
  rejectedAt: Date | null
  deactivatedAt: Date | null
  invitedAt: Date | null
}

export type InactiveReason = 'deactivated' | 'rejected' | 'invited' | 'waiting for approval'

/** Derives why an account is inactive; undefined when it is active. The one place where the label is made. */
export function whyInactive(account: AccountFacts): InactiveReason | undefined {
  if (account.deactivatedAt) return 'deactivated'
  if (account.rejectedAt) return 'rejected'
  if (account.approvedAt) return undefined
  if (account.invitedAt) return 'invited'
  return 'waiting for approval'
}
