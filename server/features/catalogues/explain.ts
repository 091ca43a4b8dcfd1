import type { Db } from '#db/database.ts'
import { findSettings } from '#server/features/settings/queries.ts'
import { findUser } from '#server/features/users/queries.ts'
import type { Explanation } from './schema.ts'
import { catalogueVisibleTo, productVisibleTo, type Viewer } from './visible.ts'

type Person = NonNullable<Explanation['person']>

/**
 * Says why somebody can, or cannot, see a product: the rules as they are asked, and the verdict of the predicate that every
 * list, page and document uses. Undefined: no such person or product.
 */
export async function explainVisibility(
  db: Db,
  accountId: string | undefined,
  productId: string,
): Promise<Explanation | undefined> {
  const [product] = await db<Explanation['product'][]>`
    select id, slug, name, state from products where id = ${productId}`
  const { portalVisibility: visibility, signInEnabled } = await findSettings(db)
  const asked = accountId ? await findPerson(db, accountId, signInEnabled) : undefined
  if (!product || (accountId && !asked)) return undefined

  const person = asked?.person ?? null
  const because = asked ? asked.because : 'visitor'
  const viewer = viewerFor(person, because === null)
  const isLetIn = viewer.as === 'staff' || visibility === 'public' || (visibility === 'private' && because === null)
  const [verdict] = await db<{ isVisible: boolean }[]>`
    select ${productVisibleTo(db, viewer)} as is_visible from products where id = ${productId}`
  return {
    person,
    product,
    isVisible: isLetIn && verdict!.isVisible,
    portal: { visibility, holds: isLetIn },
    signsIn: { holds: because === null, because },
    published: { holds: product.state !== 'draft' },
    catalogues: await listReasons(db, viewer, person, productId),
  }
}

function viewerFor(person: Person | null, signsIn: boolean): Viewer {
  if (!person || !signsIn) return { as: 'visitor' }
  if (person.isStaff) return { as: 'staff' }
  return { as: 'user', accountId: person.id, organizationId: person.organization?.id ?? null }
}

async function findPerson(
  db: Db,
  id: string,
  signInEnabled: boolean,
): Promise<{ person: Person; because: Explanation['signsIn']['because'] } | undefined> {
  const user = await findUser(db, id)
  if (user) {
    const { email, organization, teams, state } = user
    const person = { id, name: `${user.firstName} ${user.lastName}`, email, isStaff: false, organization, teams }
    const because = state === 'active' ? (signInEnabled ? null : 'sign-in-off') : state
    return { person, because }
  }
  const [staff] = await db<{ name: string; email: string; isOff: boolean }[]>`
    select first_name || ' ' || last_name as name, email, deactivated_at is not null as is_off
      from accounts where id = ${id} and staff_role is not null`
  return (
    staff && {
      person: { id, name: staff.name, email: staff.email, isStaff: true, organization: null, teams: [] },
      because: staff.isOff ? 'deactivated' : null,
    }
  )
}

/** Lists the catalogues of a product, whether each shows it, and through what of its audience. */
async function listReasons(
  db: Db,
  viewer: Viewer,
  person: Person | null,
  productId: string,
): Promise<Explanation['catalogues']> {
  const teamIds = viewer.as === 'user' ? person!.teams.map((team) => team.id) : []
  const organizationId = viewer.as === 'user' ? viewer.organizationId : null
  const rows = await db<Explanation['catalogues']>`
    select catalogues.id, catalogues.name, visibility, ${catalogueVisibleTo(db, viewer)} as holds,
           (select count(*)::int from catalogue_teams where catalogue_id = catalogues.id)
             + (select count(*)::int from catalogue_organizations where catalogue_id = catalogues.id) as named,
           coalesce((select jsonb_agg(jsonb_build_object('kind', kind, 'name', name) order by kind, name) from (
             select 'team' as kind, name from catalogue_teams join teams on id = team_id
              where catalogue_id = catalogues.id and team_id = any(${teamIds}::uuid[])
             union all
             select 'organization', name from catalogue_organizations join organizations on id = organization_id
              where catalogue_id = catalogues.id and organization_id = ${organizationId}::uuid) theirs), '[]') as through
      from catalogues join catalogue_products on catalogue_id = catalogues.id
     where product_id = ${productId}
     order by lower(catalogues.name), catalogues.id`
  return [...rows]
}
