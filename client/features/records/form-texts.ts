// What forms hold as texts, and what it means. Pure.
import { z } from 'zod'
import { recordWords } from '#client/words/records.ts'

/** A whole number as people write it ("10 000", "10,000"), null for nothing; to be piped into the server's own schema. */
export const numberText = z
  .string()
  .transform((text) => text.replace(/[\s,']/g, ''))
  .pipe(
    z
      .string()
      .regex(/^\d*$/, recordWords.numberError)
      .transform((text) => (text === '' ? null : Number(text))),
  )

/** A checkbox: `yes` or empty. */
export const isOn = (text: string): boolean => text === 'yes'
export const toText = (on: boolean): string => (on ? 'yes' : '')
