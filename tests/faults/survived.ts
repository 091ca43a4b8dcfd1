/** Prints the one line of a harness; a zero without N and seed is no figure. */
export function survived(
  what: string,
  figures: { of: number; failed?: number; lost: number; seed: number },
  more = '',
): void {
  const { of, failed = 0, lost, seed } = figures
  process.stdout.write(`${what}: ${of - failed} of ${of} survived, ${lost} lost (seed ${seed})${more && `; ${more}`}\n`)
}
