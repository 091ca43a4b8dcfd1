// What the ids in a catalogue's fields are called: of what it holds, and of what was found and chosen since.
import { createStore } from 'solid-js/store'
import { productWords } from '#client/words/products.ts'
import type { CatalogueDetail } from '#server/features/catalogues/schema.ts'
import type { ProductState } from '#server/features/products/schema.ts'

export interface Named {
  name: string
  hint?: string | undefined
}

export type Names = ReturnType<typeof createNames>

/** "Partners | Acme Rockets" */
export const teamLabel = (team: { name: string }, organizationName: string) => `${team.name} | ${organizationName}`

/** Said of a product that is not simply published. */
export const stateHint = (state: ProductState) => (state === 'published' ? undefined : productWords.states[state])

export function createNames() {
  const [nameById, setNameById] = createStore<Record<string, Named>>({})

  function learn(detail: CatalogueDetail) {
    const all: Record<string, Named> = {}
    for (const { id, name } of [...detail.planList, ...detail.organizationList]) all[id] = { name }
    for (const { id, name, state } of detail.productList) all[id] = { name, hint: stateHint(state) }
    for (const team of detail.teamList) all[team.id] = { name: teamLabel(team, team.organizationName) }
    // One by one: what is known besides (a plan's terms) stays.
    for (const [id, named] of Object.entries(all)) setNameById(id, named)
  }

  return {
    learn,
    put: (id: string, named: Named) => setNameById(id, named),
    of: (id: string): Named => nameById[id] ?? { name: '' },
  }
}
