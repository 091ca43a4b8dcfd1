// A real nginx with the very configuration that the README shows: only where it listens and whom it asks is put in.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '#db/embedded/free-port.ts'

export const hasNginx = spawnSync('nginx', ['-v']).status === 0

/** What the README shows, in the order in which it stands there, of a language. */
async function readConfiguration(language: string): Promise<string> {
  const readme = await readFile(join(import.meta.dirname, '../../README.md'), 'utf8')
  const [, block] = new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'm').exec(readme) ?? []
  if (!block) throw new Error(`README.md shows no \`\`\`${language} block`)
  return block
}

/** Puts something else in place of what the README shows; it must stand there once. */
function put(text: string, shown: string, actual: string): string {
  if (text.split(shown).length !== 2)
    throw new Error(`README.md shows “${shown}” ${text.split(shown).length - 1} times`)
  return text.replace(shown, actual)
}

export interface Nginx {
  url: string
  /** what it has written to its error log */
  errors(): Promise<string>
  stop(): Promise<void>
}

/** Starts nginx in front of an API, in a folder and on a port of its own, beside any that runs already. */
export async function startNginx({ gatehouse, api }: { gatehouse: string; api: string }): Promise<Nginx> {
  if (!hasNginx) throw new Error('nginx is not installed: apt-get install nginx')
  const hostOf = (url: string) => new URL(url).host.replace('localhost', '127.0.0.1')
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-nginx-'))
  // As root, its workers run as somebody else.
  await chmod(folder, 0o755)
  await mkdir(join(folder, 'logs'))
  const port = await freePort()
  let configuration = await readConfiguration('nginx')
  configuration = put(configuration, 'listen 80;', `listen 127.0.0.1:${port};`)
  configuration = put(configuration, 'server gatehouse.example.com:3000;', `server ${hostOf(gatehouse)};`)
  configuration = put(configuration, 'proxy_pass http://your-api:8080;', `proxy_pass http://${hostOf(api)};`)
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${folder}/${kind};`,
  )
  await writeFile(
    join(folder, 'nginx.conf'),
    `pid ${folder}/nginx.pid; error_log ${folder}/logs/error.log; worker_processes 1; daemon off;
events { worker_connections 256; }
http { access_log off; ${temporary.join(' ')}
${configuration} }`,
  )
  const child = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const said: string[] = []
  child.stderr.on('data', (text: Buffer) => said.push(text.toString()))
  const exited = once(child, 'exit')
  const url = `http://127.0.0.1:${port}`
  // It says nothing when it is ready.
  const deadline = performance.now() + 10_000
  for (;;) {
    const isUp = await fetch(url).then(
      () => true,
      () => false,
    )
    if (isUp) break
    if (child.exitCode !== null || performance.now() > deadline)
      throw new Error(`nginx did not start: ${said.join('')}`)
    await sleep(20)
  }
  return {
    url,
    errors: () => readFile(join(folder, 'logs/error.log'), 'utf8'),
    async stop() {
      child.kill('SIGTERM')
      await exited
      await rm(folder, { recursive: true, force: true })
    },
  }
}
