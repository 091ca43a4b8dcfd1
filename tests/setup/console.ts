// Nobody reads what a passing test prints, so an error that is only printed is an error that is not seen.
import { afterEach, beforeEach, expect, vi } from 'vitest'

beforeEach(({ onTestFinished }) => {
  const error = vi.spyOn(console, 'error')
  onTestFinished(() => error.mockRestore())
})

afterEach(() => {
  if (vi.isMockFunction(console.error)) {
    expect(vi.mocked(console.error).mock.calls, 'a test wrote to console.error').toEqual([])
  }
})
