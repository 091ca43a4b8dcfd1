// Who calls. Organization and role come from the session's row, never from the input.
import type { AccountAttributes } from './lucia.ts'
import type { Me } from './schema.ts'

export interface Actor extends AccountAttributes {
  accountId: string
  /** SHA-256 of the cookie's secret: names the session without opening it */
  sessionHash: string
}

export function toMe(actor: Actor): Me {
  return {
    id: actor.accountId,
    kind: actor.kind,
    email: actor.email,
    firstName: actor.firstName,
    lastName: actor.lastName,
    staffRole: actor.staffRole,
    organization:
      actor.organizationId === null
        ? null
        : {
            id: actor.organizationId,
            name: actor.organizationName ?? '',
            isDefault: actor.organizationIsDefault,
            role: actor.organizationRole ?? 'team_member',
            settlesAt: actor.organizationSettlesAt?.toISOString() ?? null,
          },
    hasOpenOrganizationRequest: actor.hasOpenOrganizationRequest,
    emailConfirmed: actor.emailConfirmed,
    mustChangePassword: actor.mustChangePassword,
  }
}
