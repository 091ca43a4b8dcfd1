/**
 * Gives one id to one submission: the same input sent again (a lost answer, an impatient press) is the same request to the
 * server, a changed one is another.
 */
export function createRequestIds<T>(newId: () => string = () => crypto.randomUUID()): (input: T) => string {
  let last: { input: string; id: string } | undefined
  return (input) => {
    const written = JSON.stringify(input)
    if (last?.input !== written) last = { input: written, id: newId() }
    return last.id
  }
}
