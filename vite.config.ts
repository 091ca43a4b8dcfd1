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

export default defineConfig({
  root: here('./client'),
  base: '/',
  plugins: [entries(), layerOrder(), solid()],
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
    // The OpenAPI viewer is one large part, which only its own page loads.
    chunkSizeWarningLimit: 2_000,
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
