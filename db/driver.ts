// postgres.js, mended as it is loaded. Release 3.4.9, the newest, breaks when a connection dies inside a transaction: it writes
// to a socket that is gone and ends the whole process (porsager/postgres#1066, #1154, #1208), never opens that connection
// again (#1215), or runs what is left of the dead transaction inside somebody else's (#1216); and under load it forgets to reserve
// the connection on which it has just begun a transaction, which then stays open under everybody's queries (#823, #1189). The
// mends follow the open pull requests #1207, #1209, #1215 and #1218; once they are released this file goes, and
// `import postgres from 'postgres'` is enough.
import { registerHooks } from 'node:module'

/** [what stands there, what is to stand there]; each must be found exactly once, so that another release cannot pass unseen. */
type Mend = readonly [found: string, mended: string]

const mends: Record<string, Mend[]> = {
  '/postgres/src/connection.js': [
    [
      // A write that finds no socket fails its query, which can be caught; nobody can catch what a timer throws.
      `    const x = socket.write(chunk, fn)
    nextWriteTimer !== null && clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    return x`,
      `    nextWriteTimer !== null && clearImmediate(nextWriteTimer)
    nextWriteTimer = null
    if (!socket) {
      chunk = null
      error(Errors.connection('CONNECTION_CLOSED', options, socket))
      query = null
      return false
    }
    const x = socket.write(chunk, fn)
    chunk = null
    return x`,
    ],
    [
      // What was not written yet must not be the first thing that the next server hears.
      `    incomings = null
    clearImmediate(nextWriteTimer)
    socket.removeListener('data', data)`,
      `    incomings = null
    clearImmediate(nextWriteTimer)
    nextWriteTimer = chunk = results = errorResponse = null
    result = new Result()
    socket.removeListener('data', data)`,
    ],
    [
      // After a reset too: a query may have been added between the error and the close.
      `    !hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))`,
      `    ;(query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))
    query = null`,
    ],
    [
      // A written BEGIN reserves its connection, also where it fills the pipeline or the socket.
      `      return write(toBuffer(q))
        && !q.describeFirst
        && !q.cursorFn
        && sent.length < max_pipeline
        && (!q.options.onexecute || q.options.onexecute(connection))`,
      `      const written = write(toBuffer(q))
      if (socket && q.options.onexecute) {
        q.options.onexecute(connection)
        return false
      }
      return written
        && !q.describeFirst
        && !q.cursorFn
        && sent.length < max_pipeline`,
    ],
    // A connection in a transaction does not go back into the pool because its socket has room again.
    [`    !query && onopen(connection)`, `    !query && !connection.reserved && onopen(connection)`],
    // Whoever waited for the connection has been told; unheard, the rejection would end the process.
    [`        return fetchArrayTypes()`, `        return fetchArrayTypes().catch(() => {})`],
  ],
  '/postgres/src/index.js': [
    [
      `    let savepoints = 0
      , connection
      , prepare = null`,
      `    let savepoints = 0
      , connection
      , lost = null
      , prepare = null`,
    ],
    [
      // A transaction dies with its connection: nothing of it may run on the one that is opened in its place.
      `        new Promise((_, reject) => connection.onclose = reject)`,
      `        new Promise((_, reject) => connection.onclose = e => {
          lost = e
          while (queries.length)
            queries.shift().reject(e)
          reject(e)
        })`,
    ],
    [
      `        q.catch(e => uncaughtError || (uncaughtError = e))
        c.queue`,
      `        q.catch(e => uncaughtError || (uncaughtError = e))
        if (lost)
          return q.reject(lost)
        c.queue`,
    ],
  ],
}

const hooks = registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context)
    const file = Object.keys(mends).find((path) => new URL(url).pathname.endsWith(`node_modules${path}`))
    if (!file || loaded.source == null) return loaded
    return { ...loaded, source: mends[file]!.reduce(mend, Buffer.from(loaded.source as Uint8Array).toString()) }
  },
})

function mend(source: string, [found, mended]: Mend): string {
  const [before, after, ...more] = source.split(found)
  if (after !== undefined && more.length === 0) return `${before}${mended}${after}`
  throw new Error(`This release of postgres.js is not the one that db/driver.ts mends; look there at: ${found}`)
}

/** The constructor of postgres.js; a dead connection fails what ran on it, and nothing else. */
export const { default: postgres } = await import('postgres').finally(() => hooks.deregister())
