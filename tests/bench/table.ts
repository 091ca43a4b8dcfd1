/** One line of the table that a run prints. */
export interface Line {
  what: string
  figure: string
  /** what it is beside, measured in the same run */
  beside?: string
  ratio?: string
}

export function printTable(title: string, lines: Line[]): void {
  const columns = ['what', 'figure', 'beside', 'ratio'] as const
  const widths = columns.map((column) => Math.max(...lines.map((line) => (line[column] ?? '').length)))
  const rows = lines.map((line) =>
    columns
      .map((column, n) => (line[column] ?? '').padEnd(widths[n]!))
      .join('  ')
      .trimEnd(),
  )
  console.log(`\n${title}\n${rows.map((row) => `  ${row}`).join('\n')}`)
}

export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
}

export const median = (values: number[]) => percentile(values, 0.5)
export const thousands = (value: number) => Math.round(value).toLocaleString('en-US')
export const ratioOf = (value: number, other: number) => `×${(value / other).toFixed(2)}`

const runs = 50

/** Measures how long something takes, after five runs to warm up. */
export async function medianMs(run: () => Promise<unknown>, times = runs): Promise<number> {
  const laps: number[] = []
  for (let n = -5; n < times; n++) {
    const since = performance.now()
    await run()
    if (n >= 0) laps.push(performance.now() - since)
  }
  return median(laps)
}
