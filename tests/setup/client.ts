// What one test rendered must not be found by the next; the library does this by itself only with global hooks.
import { cleanup } from '@solidjs/testing-library'
import { afterEach } from 'vitest'

afterEach(cleanup)
