/** The database that every test database is cloned from. */
export const TEMPLATE = 'template_gatehouse'

/** The same server, another database. */
export function databaseUrl(clusterUrl: string, database: string): string {
  const url = new URL(clusterUrl)
  url.pathname = `/${database}`
  return url.href
}

/** Where databases are made and dropped from. */
export const adminUrl = (clusterUrl: string): string => databaseUrl(clusterUrl, 'postgres')
