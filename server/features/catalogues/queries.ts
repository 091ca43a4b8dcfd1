// Reading catalogues. One row is one catalogue with its counts; order (lower(name), id).
import type { Db } from '#db/database.ts'
import { listHistory } from '#server/audit/history.ts'
import { countAccess } from '#server/features/apps/counts.ts'
import { planColumns, toPlanFacts, type StoredPlanFacts } from '#server/features/plans/queries.ts'
import type {
  CatalogueDeletion,
  CatalogueDetail,
  CatalogueListInput,
  CataloguePage,
  CatalogueRow,
  PortalCatalogue,
} from './schema.ts'
import { catalogueVisibleTo, type Viewer } from './visible.ts'

const pageSize = 50

interface StoredCatalogue extends Omit<CatalogueRow, 'createdAt'> {
  createdAt: Date
  sortedBy: string
}

const columns = (db: Db) => db`
  catalogues.id, catalogues.name, visibility, created_at, version, lower(catalogues.name) collate "C" as sorted_by,
  (select count(*)::int from catalogue_products where catalogue_id = catalogues.id) as products,
  (select count(*)::int from catalogue_plans where catalogue_id = catalogues.id) as plans,
  (select count(*)::int from catalogue_teams where catalogue_id = catalogues.id) as teams,
  (select count(*)::int from catalogue_organizations where catalogue_id = catalogues.id) as organizations`

const toRow = ({ sortedBy: _, createdAt, ...row }: StoredCatalogue): CatalogueRow => ({
  ...row,
  createdAt: createdAt.toISOString(),
})

/** Lists one page of 50 by name; the cursor is the last row. */
export async function listCatalogues(
  db: Db,
  { search, visibility, after }: CatalogueListInput,
): Promise<CataloguePage> {
  const pattern = search && `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  const rows = await db<StoredCatalogue[]>`
    select ${columns(db)}
      from catalogues
     where true
       ${pattern ? db`and lower(name) like ${pattern}` : db``}
       ${visibility ? db`and visibility = ${visibility}` : db``}
       ${after ? db`and (lower(name) collate "C", id) > (${after.at}, ${after.id}::uuid)` : db``}
     order by lower(name) collate "C", id
     limit ${pageSize + 1}`
  const page = rows.slice(0, pageSize)
  const last = page.at(-1)
  return { rows: page.map(toRow), next: rows.length > pageSize && last ? { at: last.sortedBy, id: last.id } : null }
}

export async function findCatalogue(db: Db, id: string): Promise<CatalogueRow | undefined> {
  const [stored] = await db<StoredCatalogue[]>`select ${columns(db)} from catalogues where id = ${id}`
  return stored && toRow(stored)
}

/** Finds all that a catalogue's page shows and edits. */
export async function describeCatalogue(db: Db, id: string): Promise<CatalogueDetail | undefined> {
  const row = await findCatalogue(db, id)
  if (!row) return undefined
  const [productList, planList, teamList, organizationList, history] = await Promise.all([
    db<CatalogueDetail['productList']>`
      select id, name, state from products join catalogue_products on product_id = id where catalogue_id = ${id} order by lower(name), id`,
    db<StoredPlanFacts[]>`
      select ${planColumns(db)} from plans join catalogue_plans on plan_id = id where catalogue_id = ${id} order by lower(name), id`,
    db<CatalogueDetail['teamList']>`
      select teams.id, teams.name, organization_id, organizations.name as organization_name
        from catalogue_teams join teams on teams.id = team_id join organizations on organizations.id = teams.organization_id
       where catalogue_id = ${id} order by lower(organizations.name), lower(teams.name), teams.id`,
    db<CatalogueDetail['organizationList']>`
      select id, name from catalogue_organizations join organizations on id = organization_id
       where catalogue_id = ${id} order by lower(name), id`,
    listHistory(db, db`subject_kind = 'catalogue' and subject_id = ${id}`),
  ])
  return {
    ...row,
    productList: [...productList],
    planList: planList.map(toPlanFacts),
    teamList: [...teamList],
    organizationList: [...organizationList],
    history,
  }
}

/** Counts what goes with a catalogue. */
export async function previewCatalogueDeletion(db: Db, id: string): Promise<CatalogueDeletion | undefined> {
  const [preview] = await db<{ orphans: number; carts: number }[]>`
    select (select count(*)::int from catalogue_products mine where catalogue_id = catalogues.id and not exists (
             select 1 from catalogue_products other
              where other.product_id = mine.product_id and other.catalogue_id <> catalogues.id)) as orphans,
           (select count(distinct account_id)::int from cart_lines where catalogue_id = catalogues.id) as carts
      from catalogues where id = ${id}`
  return preview && { ...preview, ...(await countAccess(db, db`catalogue_id = ${id}`)) }
}

/** Lists the catalogues that the viewer sees and that have something to see, by name; at most 200. */
export async function listCataloguesFor(db: Db, viewer: Viewer): Promise<PortalCatalogue[]> {
  const rows = await db<PortalCatalogue[]>`
    select catalogues.id, catalogues.name, count(*)::int as products
      from catalogues
      join catalogue_products on catalogue_id = catalogues.id
      join products on products.id = product_id and products.state <> 'draft'
     where ${catalogueVisibleTo(db, viewer)}
     group by catalogues.id
     order by lower(catalogues.name), catalogues.id
     limit 200`
  return [...rows]
}

/** Counts the catalogues whose audience names a team, or an organization or one of its teams. */
export async function countCataloguesNaming(
  db: Db,
  place: { teamId: string } | { organizationId: string },
): Promise<number> {
  const [row] = await db<{ count: number }[]>`
    select count(*)::int as count from catalogues
     where ${
       'teamId' in place
         ? db`id in (select catalogue_id from catalogue_teams where team_id = ${place.teamId})`
         : db`id in (select catalogue_id from catalogue_organizations where organization_id = ${place.organizationId})
              or id in (select catalogue_id from catalogue_teams join teams on teams.id = team_id
                         where organization_id = ${place.organizationId})`
     }`
  return row!.count
}

/** Counts what a place opens to whoever comes into it: catalogues with something to see that are not public anyway. */
export async function countCataloguesOpened(
  db: Db,
  place: { organizationId: string; teamId: string | undefined },
): Promise<number> {
  const [row] = await db<{ count: number }[]>`
    select count(*)::int as count from catalogues
     where visibility <> 'public' and ${catalogueVisibleTo(db, { as: 'place', ...place })}
       and exists (select 1 from catalogue_products join products on products.id = product_id
                    where catalogue_id = catalogues.id and products.state <> 'draft')`
  return row!.count
}
