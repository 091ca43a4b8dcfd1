// Catalogues: made, edited and deleted by portal admins.
import type { Tx } from '#db/database.ts'
import { recordAudit } from '#server/audit/record.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { tellCarts } from '#server/features/cart/announce.ts'
import { publish } from '#server/realtime/publish.ts'
import { refuse } from '#server/refusals.ts'
import { changeOffer } from './announce.ts'
import { findCatalogue } from './queries.ts'
import type { AddCatalogueInput, CatalogueRow, EditCatalogueInput } from './schema.ts'

type Contents = Pick<EditCatalogueInput, 'teamIds' | 'organizationIds' | 'productIds' | 'planIds'>

/** Adds a catalogue. What is named and gone meanwhile is left out. @throws CATALOGUE_NAME_TAKEN by the constraint */
export function addCatalogue(tx: Tx, actor: Actor, input: AddCatalogueInput): Promise<CatalogueRow> {
  return changeOffer(
    tx,
    async () => input.productIds,
    async () => {
      const [added] = await tx<{ id: string }[]>`
        insert into catalogues (name, visibility) values (${input.name}, ${input.visibility}) returning id`
      const moved = await fill(tx, added!.id, input)
      return announce(tx, actor, added!.id, 'catalogue.added', input, moved)
    },
  )
}

/**
 * Edits a catalogue and all that is in it. What is named and gone meanwhile is left out.
 *
 * @throws CATALOGUE_CHANGED `detail.catalogue` is how it is now; CATALOGUE_NAME_TAKEN by the constraint
 */
export function editCatalogue(tx: Tx, actor: Actor, input: EditCatalogueInput): Promise<CatalogueRow> {
  const { id, version, name, visibility } = input
  return changeOffer(
    tx,
    () => listProductsIn(tx, id),
    async () => {
      const [edited] = await tx`
        update catalogues set name = ${name}, visibility = ${visibility}, version = version + 1
         where id = ${id} and version = ${version}
        returning id`
      if (!edited) {
        const catalogue = await findCatalogue(tx, id)
        return catalogue ? refuse('CATALOGUE_CHANGED', { catalogue }) : refuse('NOT_FOUND')
      }
      const moved = await fill(tx, id, input)
      await tellCarts(tx, tx`catalogue_id = ${id}`)
      return announce(tx, actor, id, 'catalogue.edited', input, moved)
    },
  )
}

/** Deletes a catalogue with what is in carts of it; its products and plans stay. */
export function deleteCatalogue(tx: Tx, actor: Actor, id: string): Promise<void> {
  return changeOffer(
    tx,
    () => listProductsIn(tx, id),
    async () => {
      await tellCarts(tx, tx`catalogue_id = ${id}`)
      const [deleted] = await tx<{ name: string }[]>`delete from catalogues where id = ${id} returning name`
      if (!deleted) return refuse('NOT_FOUND')
      await recordAudit(tx, actor.accountId, 'catalogue.deleted', { kind: 'catalogue', id }, { name: deleted.name })
      await publish(tx, 'admins', { kind: 'catalogue.deleted', catalogueId: id })
    },
  )
}

/** For the record: when a product was opened to somebody, and closed. */
interface Moved {
  productsAdded: string[]
  productsRemoved: string[]
}

/** Writes what a catalogue holds and whom it is shown to, in place of what was there. */
async function fill(tx: Tx, id: string, { teamIds, organizationIds, productIds, planIds }: Contents): Promise<Moved> {
  const removed = await tx<{ productId: string }[]>`
    delete from catalogue_products where catalogue_id = ${id} and product_id <> all(${productIds}) returning product_id`
  await tx`delete from catalogue_plans where catalogue_id = ${id} and plan_id <> all(${planIds})`
  await tx`delete from catalogue_teams where catalogue_id = ${id} and team_id <> all(${teamIds})`
  await tx`delete from catalogue_organizations where catalogue_id = ${id} and organization_id <> all(${organizationIds})`
  const added = await tx<{ productId: string }[]>`
    insert into catalogue_products (catalogue_id, product_id)
    select ${id}, id from products where id = any(${productIds}) for key share on conflict do nothing
    returning product_id`
  await tx`
    insert into catalogue_plans (catalogue_id, plan_id)
    select ${id}, id from plans where id = any(${planIds}) for key share on conflict do nothing`
  await tx`
    insert into catalogue_teams (catalogue_id, team_id)
    select ${id}, id from teams where id = any(${teamIds}) for key share on conflict do nothing`
  await tx`
    insert into catalogue_organizations (catalogue_id, organization_id)
    select ${id}, id from organizations where id = any(${organizationIds}) for key share on conflict do nothing`
  const idsOf = (rows: readonly { productId: string }[]) => rows.map(({ productId }) => productId)
  return { productsAdded: idsOf(added), productsRemoved: idsOf(removed) }
}

async function announce(
  tx: Tx,
  actor: Actor,
  id: string,
  kind: 'catalogue.added' | 'catalogue.edited',
  { name, visibility, teamIds, organizationIds, planIds }: Contents & { name: string; visibility: string },
  moved: Moved,
): Promise<CatalogueRow> {
  const detail = { name, visibility, teamIds, organizationIds, planIds, ...moved }
  await recordAudit(tx, actor.accountId, kind, { kind: 'catalogue', id }, detail)
  const catalogue = (await findCatalogue(tx, id))!
  await publish(tx, 'admins', { kind, catalogue })
  return catalogue
}

async function listProductsIn(tx: Tx, catalogueId: string): Promise<string[]> {
  const rows = await tx<{ productId: string }[]>`
    select product_id from catalogue_products where catalogue_id = ${catalogueId}`
  return rows.map(({ productId }) => productId)
}
