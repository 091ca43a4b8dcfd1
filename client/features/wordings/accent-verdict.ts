// What a chosen accent comes to in a mail: how well it is read, and what mails use instead where it is not. Pure.
import { accentFrom, channelsOf, contrast, darkCard, white } from '#emails/accent.ts'

export interface GroundVerdict {
  /** contrast of the chosen colour, 1 to 21 */
  ratio: number
  verdict: 'good' | 'large' | 'poor'
  /** what mails use */
  used: string
}

export const isHex = (typed: string): boolean => /^#[0-9a-f]{6}$/i.test(typed)

/** Judges a colour #rrggbb on both grounds of a mail (WCAG 1.4.3). */
export function judgeAccent(hex: string): { light: GroundVerdict; dark: GroundVerdict } {
  const used = accentFrom(hex)
  return { light: judge(hex, white, used.light), dark: judge(hex, darkCard, used.dark) }
}

function judge(hex: string, ground: number[], used: string): GroundVerdict {
  // Rounded down: 4.49 is not enough.
  const ratio = Math.floor(contrast(channelsOf(hex), ground) * 10) / 10
  return { ratio, verdict: ratio >= 4.5 ? 'good' : ratio >= 3 ? 'large' : 'poor', used }
}
