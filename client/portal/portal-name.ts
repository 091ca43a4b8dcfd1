// The provider's name, kept from the last visit, so that the header does not start under another name.
const storageKey = 'gatehouse.portal-name'

/** undefined on a first visit, or where storage is refused. */
export const portalNameKept: string | undefined = read()

/** Keeps the name for the next visit. */
export function keepPortalName(name: string | undefined): void {
  if (name === undefined) return
  try {
    localStorage.setItem(storageKey, name)
  } catch {
    // Refused storage costs a moment of the product's own name.
  }
}

function read(): string | undefined {
  try {
    return localStorage.getItem(storageKey) ?? undefined
  } catch {
    return undefined
  }
}
