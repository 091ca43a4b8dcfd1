import type { Reporter, TestModule } from 'vitest/node'

/** Names whoever needed a second attempt, and ends the run with one plain line that any CI understands: `N passed, N failed`, and `, N skipped` if there are any. */
export default class PlainSummary implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const states = tests.map((test) => test.result().state)
    const unsteady = tests.filter((test) => test.diagnostic()?.flaky)
    if (unsteady.length > 0) process.stdout.write(`\nGreen at the second attempt only:\n`)
    for (const test of unsteady) process.stdout.write(`  ${test.module.relativeModuleId} > ${test.fullName}\n`)
    const count = (state: string) => states.filter((one) => one === state).length
    // A file or hook that breaks outside any test is a failure too, though no test says so.
    const broken = modules.flatMap((module) =>
      [module, ...module.children.allSuites()].flatMap((part) => part.errors()),
    )
    const failed = count('failed') + broken.length + unhandledErrors.length
    const skipped = count('skipped') + count('pending')
    // On the same stream, and after, the default reporter's own summary.
    process.stdout.write(`\n${count('passed')} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`)
  }
}
