// Builds the clients when their sources have changed since the last build, so that every start but the first is quick.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const root = join(import.meta.dirname, '..')
const stamp = join(root, 'dist/client/.sources')
/** What the built files depend on; `server` because rules and schemas are shared. */
const sources = ['client', 'server', 'vite.config.ts', 'package-lock.json']

function* files(path: string): Generator<string> {
  if (statSync(path).isDirectory()) for (const entry of readdirSync(path).sort()) yield* files(join(path, entry))
  else yield path
}

function fingerprint(): string {
  const hash = createHash('sha256')
  for (const source of sources)
    for (const file of files(join(root, source))) hash.update(file).update(readFileSync(file))
  return hash.digest('hex')
}

/** Text is kept compressed beside itself: nobody waits for it, and a slow line carries a third. */
function compress(): void {
  for (const file of files(join(root, 'dist/client/assets')))
    if (/\.(js|css|svg)$/.test(file)) writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }))
}

const now = fingerprint()
const isFresh = existsSync(stamp) && readFileSync(stamp, 'utf8') === now
if (!isFresh || process.argv.includes('--force')) {
  const { build } = await import('vite')
  // The manifest says which parts load which: tests/structure/budget.test.ts weighs them.
  await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn', build: { manifest: true } })
  compress()
  writeFileSync(stamp, now)
}
