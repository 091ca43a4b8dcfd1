import type { Sql } from '#db/database.ts'

const nouns = ['ships', 'berths', 'tides', 'invoices', 'refunds', 'parcels', 'couriers', 'meters', 'tariffs', 'claims']
const verbs = ['List', 'Create', 'Find', 'Replace', 'Delete', 'Search']

/**
 * Fills a database with products as large providers have them, twenty operations each, in twenty catalogues shown to a team
 * each. One in a thousand is about `narwhals`.
 *
 * @returns somebody who is in all of these teams
 */
export async function fillProducts(sql: Sql, count: number): Promise<{ accountId: string; organizationId: string }> {
  await sql`
    with made as (
      insert into documents (source, format, byte_count, openapi, title, api_version, search_text)
      select '{}', 'json', 2, '3.1.0', 'API ' || n, '1.0.0', operations
        from generate_series(1, ${count}::int) n, lateral (
          select string_agg(lower((${verbs}::text[])[1 + (n + o) % ${verbs.length}] || ' /' || (${nouns}::text[])[1 + (n * o) % ${nouns.length}]
                   || '/v' || o || ' operation' || n % 97 || '-' || o || case when n % 1000 = 7 and o = 1 then ' narwhals' else '' end), ' ') as operations
            from generate_series(1, 20) o) text
      returning id, title, search_text
    ), numbered as (select made.*, substr(title, 5)::int as n from made),
    product as (
      insert into products (slug, name, summary, tags, state, search_text)
      select 'product-' || n, 'Product ' || n, 'What it is about, in a sentence or two.', array['tag' || n % 10],
             case when n % 10 = 0 then 'draft' else 'published' end,
             'product ' || n || ' what it is about, in a sentence or two. tag' || n % 10 || ' ' || search_text
        from numbered
      returning id, substr(slug, 9)::int as n
    )
    insert into product_apis (product_id, position, name, base_url, document_id)
    select product.id, 0, 'API', 'https://api.example/' || n, numbered.id from product join numbered using (n)`
  await sql`
    insert into document_operations (document_id, position, method, path, operation_id, summary, tag, is_deprecated, search_text)
    select id, position, 'GET', '/' || position, null, word, null, false, word
      from documents, unnest(string_to_array(search_text, ' ')) with ordinality as words (word, position)
     where position <= 20`
  const [organization] = await sql<{ id: string }[]>`insert into organizations (name) values ('Acme') returning id`
  const organizationId = organization!.id
  const [account] = await sql<{ id: string }[]>`
    insert into accounts (kind, email, email_key, first_name, last_name, organization_id, organization_role)
    values ('user', 'acme@dev.example', 'acme@dev.example', 'Maria', 'Lindqvist', ${organizationId}, 'team_member') returning id`
  const accountId = account!.id
  await sql`
    with team as (
      insert into teams (organization_id, name) select ${organizationId}, 'Team ' || n from generate_series(1, 20) n
      returning id, substr(name, 6)::int as n
    ), member as (
      insert into team_members (account_id, team_id, organization_id) select ${accountId}, id, ${organizationId} from team
    ), catalogue as (
      insert into catalogues (name, visibility) select 'Catalogue ' || n, 'restricted' from generate_series(1, 20) n
      returning id, substr(name, 11)::int as n
    ), shown as (
      insert into catalogue_teams (catalogue_id, team_id) select catalogue.id, team.id from catalogue join team using (n)
    )
    insert into catalogue_products (catalogue_id, product_id)
    select catalogue.id, products.id from catalogue join products on substr(slug, 9)::int % 20 = catalogue.n % 20`
  await sql`vacuum analyze`
  return { accountId, organizationId }
}
