// The one colour of a mail, made readable: a portal may choose any, and a mail cannot be looked at before it goes.

export interface Accent {
  /** on white, and under white */
  light: string
  /** on the dark card, and under its colour */
  dark: string
}

/** The colours that stand in layout.mjml, so that it shows as it is in any MJML editor. */
export const defaultAccent: Accent = { light: '#3451d1', dark: '#8ea2ff' }

export const white = [255, 255, 255]
const black = [0, 0, 0]
export const darkCard = [0x1b, 0x20, 0x29]

/** Derives the accent's light and dark form, each with at least 4.5:1 as text on its card and under its own label (WCAG 1.4.3). */
export function accentFrom(hex: string | undefined): Accent {
  if (!hex || !/^#[0-9a-f]{6}$/i.test(hex) || hex.toLowerCase() === defaultAccent.light) return defaultAccent
  const chosen = channelsOf(hex)
  return { light: toHex(mixUntil(4.5, chosen, white, black)), dark: toHex(mixUntil(5.5, chosen, darkCard, white)) }
}

/** Red, green and blue of a colour #rrggbb, 0 to 255. */
export const channelsOf = (hex: string): number[] => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))

function mixUntil(contrastMin: number, color: number[], ground: number[], towards: number[]): number[] {
  for (let share = 0; share < 1; share += 0.04) {
    const mixed = color.map((channel, at) => Math.round(channel + (towards[at]! - channel) * share))
    if (contrast(mixed, ground) >= contrastMin) return mixed
  }
  return towards
}

const toHex = (color: number[]) => '#' + color.map((channel) => channel.toString(16).padStart(2, '0')).join('')

/** The contrast ratio of two colours as WCAG 2.2 defines it, 1 to 21. */
export function contrast(one: number[], other: number[]): number {
  const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (lighter! + 0.05) / (darker! + 0.05)
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(color: number[]): number {
  const [red, green, blue] = color.map((channel) => {
    const value = channel / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}
