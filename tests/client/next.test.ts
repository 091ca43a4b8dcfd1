import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { landingFor, safeNext } from '#client/features/auth/next.ts'

const origin = 'https://portal.example'

describe('safeNext', () => {
  test.each([
    ['/', '/'],
    ['/apps', '/apps'],
    ['/products/pay?tab=plans#gold', '/products/pay?tab=plans#gold'],
    ['/a/../apps', '/apps'],
    ['/search?q=%2F%2Fevil.example', '/search?q=%2F%2Fevil.example'],
    ['/authors', '/authors'],
  ])('keeps a path on this portal: %s', (next, path) => expect(safeNext(next)).toBe(path))

  test.each([
    undefined,
    '',
    'apps',
    'https://evil.example/',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n//evil.example',
    ' //evil.example',
    '/.//evil.example',
    '/..//evil.example',
    '/apps/..//evil.example',
    '/%2e%2e//evil.example',
    'javascript:alert(1)',
    '/auth/login?next=/auth/login',
    '/setup',
    ['/apps', '//evil.example'],
  ])('refuses what leads elsewhere or back to an entrance: %j', (next) => expect(safeNext(next)).toBeUndefined())

  test('whatever is asked, the browser stays on this origin', () => {
    const piece = fc.constantFrom(
      '/',
      '//',
      '\\',
      '.',
      '..',
      '%2f',
      '%5c',
      '\t',
      '@',
      ':',
      '?',
      '#',
      'evil.example',
      'https:',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece).map((all) => all.join('')),
          fc.string(),
        ),
        (next) => {
          const path = safeNext(next)
          if (path === undefined) return
          expect(new URL(path, origin).origin).toBe(origin)
          expect(path).toMatch(/^\/(?![/\\])/)
        },
      ),
    )
  })
})

describe('landingFor', () => {
  test('staff land in the admin, wherever they came from', () => {
    expect(landingFor({ kind: 'staff' }, undefined)).toBe('/admin')
    expect(landingFor({ kind: 'staff' }, '/apps')).toBe('/admin')
    expect(landingFor({ kind: 'staff' }, '/admin/queue?state=decided')).toBe('/admin/queue?state=decided')
    expect(landingFor({ kind: 'staff' }, '/administration')).toBe('/admin')
  })

  test('developers land where they were going, else on their dashboard, never in the admin', () => {
    expect(landingFor({ kind: 'user' }, undefined)).toBe('/dashboard')
    expect(landingFor({ kind: 'user' }, '/')).toBe('/')
    expect(landingFor({ kind: 'user' }, '/apps?page=2')).toBe('/apps?page=2')
    expect(landingFor({ kind: 'user' }, '/admin/queue')).toBe('/dashboard')
    expect(landingFor({ kind: 'user' }, '//evil.example')).toBe('/dashboard')
  })
})
