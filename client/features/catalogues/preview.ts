// The preview through the eyes of an organization or a team, as it stands in the address, and the address of one. Pure.
import { idOf } from '#client/lib/id-of.ts'

export interface PreviewFilter {
  organizationId: string | undefined
  teamId: string | undefined
  search: string | undefined
}

export interface PreviewSearch {
  organization?: string | undefined
  team?: string | undefined
  q?: string | undefined
}

/** Reads the address; a team without its organization means nothing. */
export function readPreview({ organization, team, q }: PreviewSearch): PreviewFilter {
  const organizationId = idOf(organization)
  return {
    organizationId,
    teamId: organizationId && idOf(team),
    search: q?.trim().slice(0, 200) || undefined,
  }
}

export function previewHref(place: { organizationId?: string | undefined; teamId?: string | undefined }): string {
  const chosen = Object.entries({ organization: place.organizationId, team: place.teamId }).flatMap(([name, id]) =>
    id ? [[name, id]] : [],
  )
  return chosen.length > 0 ? `/admin/catalogues/preview?${new URLSearchParams(chosen)}` : '/admin/catalogues/preview'
}

export function whyHref(about: { personId?: string | undefined; productId?: string | undefined }): string {
  const chosen = Object.entries({ person: about.personId, product: about.productId }).flatMap(([name, id]) =>
    id ? [[name, id]] : [],
  )
  return chosen.length > 0 ? `/admin/catalogues/why?${new URLSearchParams(chosen)}` : '/admin/catalogues/why'
}
