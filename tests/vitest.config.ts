// Which tests run where. The suffix decides: a file's name tells what it needs.
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import solid from 'vite-plugin-solid'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('..', import.meta.url))
const setupFiles = ['tests/setup/console.ts', 'tests/setup/leaks.ts']
const cluster = 'tests/setup/cluster.ts'
// A slow machine shows the same, later. On one of a CI, which may stall for seconds, one more attempt tells a stall from a fault;
// the summary names who needed it.
const patient = {
  testTimeout: 60_000,
  hookTimeout: 60_000,
  expect: { poll: { timeout: 15_000 } },
  retry: process.env.CI ? 1 : 0,
}
// By itself Vitest would leave one of two cores idle.
const maxWorkers = Math.max(2, availableParallelism() - 1)

export default defineConfig({
  root,
  test: {
    reporters: ['default', './tests/setup/reporter.ts'],
    projects: [
      {
        root,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: ['**/*.pg.test.ts'],
          setupFiles,
          ...patient,
          maxWorkers,
        },
      },
      {
        root,
        test: {
          name: 'pg',
          include: ['tests/**/*.pg.test.ts'],
          setupFiles,
          globalSetup: cluster,
          ...patient,
          maxWorkers,
        },
      },
      {
        root,
        plugins: [solid({ hot: false, ssr: false })],
        test: {
          name: 'client',
          include: ['tests/**/*.test.tsx'],
          environment: 'jsdom',
          // No leak check here: jsdom's own timers would be counted.
          setupFiles: ['tests/setup/console.ts', 'tests/setup/client.ts'],
          ...patient,
          maxWorkers,
        },
      },
      {
        root,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.browser.ts'],
          globalSetup: cluster,
          ...patient,
          testTimeout: 120_000,
          maxWorkers,
        },
      },
      {
        root,
        test: {
          name: 'faults',
          include: ['tests/faults/**/*.fault.ts'],
          globalSetup: cluster,
          ...patient,
          testTimeout: 600_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
