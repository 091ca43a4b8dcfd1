import { refuse } from '#server/refusals.ts'
import type { Context } from '#server/trpc.ts'

/** A tab has one for its events and one for its place, for a moment two of each; without a bound one frame could multiply them. */
const streamsMax = 6

/** Streams, as one of the few that a socket may have at once. @throws TOO_MANY_STREAMS, also over HTTP, which has none */
export async function* counted<T>(
  { streams }: Pick<Context, 'streams'>,
  open: () => AsyncGenerator<T>,
): AsyncGenerator<T> {
  if (!streams || streams.open >= streamsMax) refuse('TOO_MANY_STREAMS')
  streams.open++
  try {
    yield* open()
  } finally {
    streams.open--
  }
}
