// The plans of real queries: run through the function that asks them, then explained with the parameters that it used.
import postgres from 'postgres'
import type { Sql } from '#db/database.ts'

export interface PlanNode {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  Plans?: PlanNode[]
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)]

/** Reads the nodes of `explain (format json)`: its one column, whatever it is called. */
export const readPlan = (row: postgres.Row) => nodesOf((Object.values(row)[0] as { Plan: PlanNode }[])[0]!.Plan)

/** Opens one connection that keeps the statements it is given. */
export function openExplained(url: string) {
  const seen: { query: string; parameters: unknown[] }[] = []
  const sql: Sql = postgres(url, {
    max: 1,
    onnotice: () => {},
    transform: { column: { from: postgres.toCamel } },
    debug: (_connection, query, parameters) => seen.push({ query, parameters: parameters as unknown[] }),
  })

  /** Runs a query and answers the nodes of its first statement's plan: the first one, and the one of a prepared statement used often. */
  async function plansOf(run: () => Promise<unknown>): Promise<{ plans: PlanNode[][]; statements: number }> {
    seen.length = 0
    await run()
    const statements = seen.length
    const { query, parameters } = seen[0]!
    const explain = async (text: string, values: unknown[] = []) => {
      const [row] = await sql.unsafe(`explain (format json) ${text}`, values as never[])
      return readPlan(row!)
    }
    const first = await explain(query, parameters)
    // After five runs Postgres may settle on a plan that knows none of the values.
    const values = parameters.map((value) => (value === null ? 'null' : `'${String(value)}'`)).join(', ')
    const call = values ? `often (${values})` : 'often'
    await sql.unsafe(`prepare often as ${query}`)
    for (let n = 0; n < 6; n++) await sql.unsafe(`execute ${call}`)
    const settled = await explain(`execute ${call}`)
    await sql.unsafe('deallocate often')
    return { plans: [first, settled], statements }
  }

  /** Runs queries and answers the nodes of the plan of each of their statements. */
  async function everyPlan(run: () => Promise<unknown>): Promise<PlanNode[][]> {
    seen.length = 0
    await run()
    const plans: PlanNode[][] = []
    for (const { query, parameters } of [...seen]) {
      const [row] = await sql.unsafe(`explain (format json) ${query}`, parameters as never[])
      plans.push(readPlan(row!))
    }
    return plans
  }
  return { sql, plansOf, everyPlan }
}
