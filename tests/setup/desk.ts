// Admins at the desk, and people who ask for an organization.
import { clientOf, insertDeveloper, insertStaff, requestId, signIn, type Portal } from './portal.ts'

export interface Admin {
  id: string
  cookie: string
  api: ReturnType<typeof clientOf>
}

export async function insertAdmin(portal: Portal, firstName: string): Promise<Admin> {
  const id = await insertStaff(portal, 'approver', firstName)
  const cookie = await signIn(portal, id)
  return { id, cookie, api: clientOf(portal, cookie) }
}

/** An organization request of somebody new, over the API. */
export async function askForOrganization(portal: Portal, name: string) {
  const { id: accountId } = await insertDeveloper(portal)
  const cookie = await signIn(portal, accountId)
  const api = clientOf(portal, cookie)
  const { id } = await api.portal.organizations.create.mutate({ requestId: requestId(), name })
  return { id, accountId, cookie, api }
}
