import { expect, test } from 'vitest'
import { baseUrlField } from '#server/features/products/schema.ts'
import { emailField, instantField, nameField } from '#server/features/users/schema.ts'

const length = 300_000
const fields = [emailField, nameField('Enter a name.'), baseUrlField, instantField]

// Whatever is square in the length of one of these takes minutes, and stops the whole process meanwhile: before anybody has
// logged in, in the case of an address. Nothing is measured here; what is linear ends long before the test is given up.
test.each(['@', '.', 'a', 'a.', 'a@', '/', '-', '\u0301'])(
  'a field of 300,000 characters is refused at once: %j',
  (unit) => {
    const text = unit.repeat(length / unit.length)
    for (const field of fields)
      for (const typed of [`a@${text}`, `a@${text}@`, `${text}@a.b`, `https://${text}?`, text])
        expect(field.safeParse(typed).success).toBe(false)
  },
)
