import { describe, expect, test } from 'vitest'
import { accentFrom, contrast, defaultAccent } from '#emails/accent.ts'

const channels = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))

describe('an accent', () => {
  test.each(['#ffff00', '#ffffff', '#000000', '#ff0000', '#00ff7f', '#808080', '#0f766e', defaultAccent.light])(
    '%s is readable on light and on dark, and under its label',
    (chosen) => {
      const { light, dark } = accentFrom(chosen)
      expect(contrast(channels(light), channels('#ffffff'))).toBeGreaterThanOrEqual(4.5)
      expect(contrast(channels(dark), channels('#1b2029'))).toBeGreaterThanOrEqual(4.5)
      expect(contrast(channels(dark), channels('#101318'))).toBeGreaterThanOrEqual(4.5)
    },
  )

  test('that is the default keeps both of its forms', () => {
    expect(accentFrom('#3451D1')).toBe(defaultAccent)
  })

  test('that is readable already stays as chosen', () => {
    expect(accentFrom('#0F766E').light).toBe('#0f766e')
  })

  test.each([undefined, 'red', '#12345', '#12345g', '#3451d1;color:red', 'url(x)'])(
    '%s is no colour: the default stands in',
    (chosen) => {
      expect(accentFrom(chosen)).toBe(defaultAccent)
    },
  )
})
