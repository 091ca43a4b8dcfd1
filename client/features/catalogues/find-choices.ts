// Looking for organizations, teams, people and products as somebody types: the first few by name.
import { teamLabel } from './create-names.ts'
import { nameOf } from '#client/features/users/user-list.ts'
import { api } from '#client/lib/api.ts'
import type { Choice } from '#client/ui/combobox.tsx'
import { catalogueWords } from '#client/words/catalogues.ts'
import { productWords } from '#client/words/products.ts'

const shownMax = 12
const words = catalogueWords.audience
const searchOf = (text: string) => (text === '' ? {} : { search: text })

export async function findOrganizations(text: string): Promise<Choice[]> {
  const { rows } = await api.admin.organizations.list.query(searchOf(text))
  return rows.slice(0, shownMax).map(({ id, name }) => ({ id, label: name, hint: words.organization }))
}

/** Teams of all organizations as "team | organization", or of one by their names alone. */
export async function findTeams(text: string, organizationId?: string): Promise<Choice[]> {
  const { rows } = await api.admin.teams.list.query({
    ...searchOf(text),
    ...(organizationId ? { organizationId } : {}),
  })
  return rows.slice(0, shownMax).map((team) => ({
    id: team.id,
    label: organizationId ? team.name : teamLabel(team, team.organization.name),
    hint: words.team,
  }))
}

export async function findPlaces(text: string): Promise<Choice[]> {
  return (await Promise.all([findOrganizations(text), findTeams(text)])).flat()
}

export async function findPeople(text: string): Promise<Choice[]> {
  const { rows } = await api.admin.users.list.query(searchOf(text))
  return rows.slice(0, shownMax).map((user) => ({ id: user.id, label: nameOf(user), hint: user.email }))
}

export async function findProducts(text: string): Promise<Choice[]> {
  const { rows } = await api.admin.products.list.query(searchOf(text))
  return rows.slice(0, shownMax).map(({ id, name, state }) => ({ id, label: name, hint: productWords.states[state] }))
}
