import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { defineConfig } from 'vite'
import solid from 'vite-plugin-solid'
import { htmlFor } from './client/entries.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

// Native light-dark(), nesting and @layer: nothing is lowered, so the style sheets stay as written.
const browsers = ['chrome123', 'edge123', 'firefox128', 'safari17.5']

/** Sends deep links to their HTML document; requests for files, modules and the API pass by untouched. */
function entries(): Plugin {
  const rewrite = (request: { url?: string; method?: string; headers: { accept?: string } }) => {
    const pathname = (request.url ?? '/').split('?')[0] ?? '/'
    const isPage = request.method === 'GET' && request.headers.accept?.includes('text/html')
    if (isPage && !/\.[a-z0-9]+$/i.test(pathname)) request.url = `/${htmlFor(pathname)}`
  }
  return {
    name: 'gatehouse:entries',
    configureServer: (server) => void server.middlewares.use((request, _response, next) => (rewrite(request), next())),
    configurePreviewServer: (server) =>
      void server.middlewares.use((request, _response, next) => (rewrite(request), next())),
  }
}

/** Repeats the order of the cascade layers in every style sheet, because chunks may arrive in any order. */
function layerOrder(): Plugin {
  return {
    name: 'gatehouse:layer-order',
    enforce: 'pre',
    transform: {
      filter: { id: /\/(client|gallery)\/.*\.css$/ },
      handler: (code) => `@layer reset, tokens, base, parts, pages;\n${code}`,
    },
  }
}

/**
 * Serves Scalar as it was built by its makers: bundling it again would take every first start ten seconds. The development server
 * takes it from where it lies.
 */
function builtViewer(): Plugin {
  const from = here('./node_modules/@scalar/api-reference/dist/browser')
  const entry = 'standalone.esm.js'
  const { version } = JSON.parse(readFileSync(join(from, '../../package.json'), 'utf8')) as { version: string }
  const under = `assets/scalar-${version}`
  let isBuild = false
  return {
    name: 'gatehouse:built-viewer',
    enforce: 'pre',
    configResolved: ({ command }) => void (isBuild = command === 'build'),
    resolveId: {
      filter: { id: /^@scalar\/api-reference$/ },
      handler: () => (isBuild ? { id: `/${under}/${entry}`, external: 'absolute' } : join(from, entry)),
    },
    generateBundle() {
      const chunks = readdirSync(join(from, 'chunks')).filter((file) => file.endsWith('.js'))
      for (const file of [entry, ...chunks.map((chunk) => `chunks/${chunk}`)])
        this.emitFile({ type: 'asset', fileName: `${under}/${file}`, source: readFileSync(join(from, file)) })
    },
  }
}

export default defineConfig({
  root: here('./client'),
  base: '/',
  plugins: [entries(), layerOrder(), builtViewer(), solid()],
  optimizeDeps: { exclude: ['@scalar/api-reference'] },
  css: { devSourcemap: true },
  build: {
    outDir: here('./dist/client'),
    emptyOutDir: true,
    target: browsers,
    cssTarget: browsers,
    assetsDir: 'assets',
    // The content security policy allows neither data: nor inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      checks: { pluginTimings: false },
      input: {
        admin: here('./client/admin/index.html'),
        portal: here('./client/portal/index.html'),
        viewer: here('./client/viewer/index.html'),
      },
    },
  },
})
