// Who sees which catalogue and product: the one predicate, in SQL, for lists, search, pages, documents, pictures and events.
import type { Db } from '#db/database.ts'
import type { Actor } from '#server/features/auth/actor.ts'

/** Through whose eyes. `place`: somebody of an organization, in its default team and perhaps one more. */
export type Viewer =
  | { as: 'visitor' }
  | { as: 'user'; accountId: string; organizationId: string | null }
  | { as: 'place'; organizationId: string; teamId: string | undefined }
  | { as: 'staff' }

/** Who has to choose a password first has not come in yet. */
export function viewerOf(actor: Actor | undefined): Viewer {
  if (!actor || actor.mustChangePassword) return { as: 'visitor' }
  if (actor.staffRole) return { as: 'staff' }
  return { as: 'user', accountId: actor.accountId, organizationId: actor.organizationId }
}

/** A condition on `catalogues`: whether the viewer sees it. An empty audience shows to nobody. */
export function catalogueVisibleTo(db: Db, viewer: Viewer) {
  if (viewer.as === 'staff') return db`true`
  if (viewer.as === 'visitor') return db`catalogues.visibility = 'public'`
  const teams =
    viewer.as === 'user'
      ? db`select team_id from team_members where account_id = ${viewer.accountId}`
      : db`select id from teams where organization_id = ${viewer.organizationId}
              and (is_default or id = ${viewer.teamId ?? null}::uuid)`
  return db`(catalogues.visibility in ('public', 'private') or catalogues.visibility = 'restricted' and (
    exists (select 1 from catalogue_organizations named
             where named.catalogue_id = catalogues.id and named.organization_id = ${viewer.organizationId})
    or exists (select 1 from catalogue_teams named
                where named.catalogue_id = catalogues.id and named.team_id in (${teams}))))`
}

/** A condition on `products`: whether it is in a catalogue that the viewer sees, and not a draft. What it is not met by is 404. */
export function productVisibleTo(db: Db, viewer: Viewer) {
  return db`(products.state <> 'draft' and exists (
    select 1 from catalogue_products join catalogues on catalogues.id = catalogue_products.catalogue_id
     where catalogue_products.product_id = products.id and ${catalogueVisibleTo(db, viewer)}))`
}

/** The same for one product's own page: staff look at what nobody else sees yet. */
export function productOpenTo(db: Db, viewer: Viewer) {
  return viewer.as === 'staff' ? db`true` : productVisibleTo(db, viewer)
}
