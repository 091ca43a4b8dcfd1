// Development: Vite with reload in front, the server behind it, restarted when its files change. One address for both.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createServer } from 'vite'

const root = join(import.meta.dirname, '..')
const port = Number(process.env.PORT ?? 3000)
const serverPort = port + 1

const server = spawn(
  process.execPath,
  ['--watch-path=server', '--watch-path=db', '--watch-path=emails', '--watch-preserve-output', 'server/main.ts'],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PORT: String(serverPort), PUBLIC_URL: `http://localhost:${port}`, NODE_ENV: 'development' },
  },
)

const target = `http://127.0.0.1:${serverPort}`
const vite = await createServer({
  configFile: join(root, 'vite.config.ts'),
  server: {
    port,
    strictPort: true,
    proxy: {
      '/trpc': { target, ws: true },
      ...Object.fromEntries(
        ['/mails', '/uploads', '/pictures', '/documents', '/healthz', '/readyz'].map((path) => [path, { target }]),
      ),
    },
  },
})
await vite.listen()

// Vite ends this process by itself on a signal; the server behind it must be told first.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.prependListener(signal, () => server.kill(signal))
server.once('exit', (code) => process.exit(code ?? 0))
