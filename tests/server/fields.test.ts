import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isCommonPassword } from '#server/features/auth/blocklist.ts'
import { networkOf } from '#server/features/auth/limits.ts'
import { blankLinks } from '#server/features/emails/rules.ts'
import { decoyReviewId } from '#server/features/registrations/rules.ts'
import { codeKey } from '#server/features/invite-codes/rules.ts'
import { emailField, emailKey, instantField, nameField, versionField } from '#server/features/users/schema.ts'
import { isReadable } from '#server/readable.ts'
import { comparePositions, formatCursor, parseCursor } from '#server/realtime/events.ts'
import { z } from 'zod'

const anyText = fc.string({ unit: 'binary' })
const localPart = fc.stringMatching(/^[a-zA-Z0-9.+_-]{1,20}$/)
const domain = fc.stringMatching(/^[a-z0-9]{1,10}\.[a-z]{2,5}$/)
const address = fc.tuple(localPart, domain).map(([local, host]) => `${local}@${host}`)

describe('emailKey', () => {
  test('is the same for every case, Unicode form and surrounding space of an address, and for itself', () => {
    fc.assert(
      fc.property(address, (email) => {
        const key = emailKey(email)
        for (const twin of [email.toUpperCase(), ` ${email}\t`, email.normalize('NFD'), key])
          expect(emailKey(twin)).toBe(key)
      }),
    )
  })

  test('keeps addresses apart that differ in more than that, plus-addresses among them', () => {
    fc.assert(
      fc.property(address, address, (one, other) => {
        expect(emailKey(one) === emailKey(other)).toBe(one.toLowerCase() === other.toLowerCase())
        expect(emailKey(one.replace('@', '+tag@'))).not.toBe(emailKey(one))
      }),
    )
  })

  test('of anything that counts as an address settles: a key is its own key', () => {
    fc.assert(
      fc.property(fc.tuple(localPart, fc.string({ unit: 'grapheme', minLength: 1 })), ([local, host]) => {
        const parsed = emailField.safeParse(`${local}@${host}.example`)
        if (parsed.success) expect(emailKey(emailKey(parsed.data))).toBe(emailKey(parsed.data))
      }),
    )
  })
})

describe('emailField', () => {
  test('takes one ordinary address, and nothing that a mail header could read as two', () => {
    fc.assert(fc.property(address, (email) => void expect(emailField.safeParse(email).success).toBe(true)))
    fc.assert(
      fc.property(
        address,
        fc.constantFrom(',', ';', ' ', '\r\n', '<', '>', '"', '\0', '\u200b', '\ud800', '@'),
        fc.nat(),
        (email, evil, at) => {
          const place = 1 + (at % (email.length - 1))
          expect(emailField.safeParse(email.slice(0, place) + evil + email.slice(place)).success).toBe(false)
        },
      ),
    )
  })

  test('lets through only what is one line without controls, with one @ and at most 254 characters', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyText,
          fc.tuple(anyText, anyText).map(([a, b]) => `${a}@${b}.c`),
        ),
        (text) => {
          const parsed = emailField.safeParse(text)
          if (parsed.success) expect(parsed.data).toMatch(/^[\x21-\x7e]+@[^\s@\p{C}]+$/u)
        },
      ),
    )
  })
})

describe('nameField', () => {
  const field = nameField('Enter a name.')

  test('takes people’s names', () => {
    for (const name of ['Zoë', 'Nguyễn Thị', '李', 'O’Brien-Smith', 'J. R. R.', '👩‍🚀', 'سارا'])
      expect(field.parse(` ${name} `)).toBe(name)
  })

  test('lets through 1 to 60 characters on one line, without controls and links', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.string({ unit: 'grapheme' })), (text) => {
        const parsed = field.safeParse(text)
        if (!parsed.success) return
        expect(parsed.data.length).toBeGreaterThan(0)
        expect(parsed.data.length).toBeLessThanOrEqual(60)
        expect(parsed.data).toBe(parsed.data.trim())
        expect(parsed.data).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
      }),
    )
    fc.assert(
      fc.property(
        fc.string({ maxLength: 20 }),
        fc.constantFrom('http://', 'HTTPS://', 'www.', 'ftp://', '\n', '\u202e'),
        fc.string({ maxLength: 20 }),
        (before, evil, after) => {
          expect(field.safeParse(`x${before}${evil}${after}x`).success).toBe(false)
        },
      ),
    )
  })
})

describe('two names that look the same', () => {
  const name = nameField('Enter a name.')

  test('are the same: compatibility forms are folded, and what takes no room is refused', () => {
    expect(name.parse('Ａcme')).toBe('Acme')
    for (const hidden of ['Ac\u200bme', 'Ac\u00adme', 'Ac\u2060me', '\u3164', 'Acme\ufeff\u200b', '\u200c'])
      expect(name.safeParse(hidden).success, JSON.stringify(hidden)).toBe(false)
  })

  test('joiners between letters stay, and so do points in a company’s name, but no addresses', () => {
    for (const fine of ['می\u200cخواهم', 'Booking.com', 'J. R. R. Tolkien', 'Müller & Söhne', '𠮷野家'])
      expect(name.safeParse(fine).success, fine).toBe(true)
    for (const address of ['evil.example/login', 'see www.evil.example', 'https://evil.example'])
      expect(name.safeParse(address).success, address).toBe(false)
  })
})

test('versions and instants that the database cannot hold are refused as input', () => {
  for (const version of [9_000_000_000, -3_000_000_000, 1.5])
    expect(versionField.safeParse(version).success).toBe(false)
  for (const instant of ['0000-01-01T00:00:00Z', '1969-12-31T23:59:59Z', 'yesterday'])
    expect(instantField.safeParse(instant).success).toBe(false)
  for (const instant of ['1970-01-01T00:00:00Z', '2026-11-21T09:00:00.123Z', '9999-12-31T23:59:59Z'])
    expect(instantField.safeParse(instant).success).toBe(true)
})

describe('codeKey', () => {
  test('is the same for every case and however a code is grouped, and for itself', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9]{8,26}$/), (code) => {
        const key = codeKey(code)
        for (const twin of [code.toLowerCase(), code.match(/.{1,4}/g)!.join('-'), ` ${code} `, key])
          expect(codeKey(twin)).toBe(key)
      }),
    )
  })
})

describe('a cursor', () => {
  const position = fc.record({
    xid: fc.bigInt(0n, 2n ** 64n - 1n).map(String),
    id: fc.bigInt(0n, 2n ** 63n - 1n).map(String),
  })

  test('is read as it was written', () => {
    fc.assert(
      fc.property(
        fc.uuid(),
        position,
        (epoch, at) => void expect(parseCursor(formatCursor(epoch, at))).toEqual({ epoch, position: at }),
      ),
    )
  })

  test('that was not written by us is none, and never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyText,
          fc.tuple(fc.uuid(), fc.bigInt(), fc.bigInt()).map((parts) => parts.join(':')),
        ),
        (text) => {
          const parsed = parseCursor(text)
          if (!parsed) return
          expect(BigInt(parsed.position.xid)).toBeLessThan(2n ** 64n)
          expect(BigInt(parsed.position.id)).toBeLessThan(2n ** 63n)
          expect(formatCursor(parsed.epoch, parsed.position)).toBe(text)
        },
      ),
    )
    for (const none of [undefined, null, '', ':', '::']) expect(parseCursor(none)).toBeUndefined()
  })

  test('has one place in one order', () => {
    fc.assert(
      fc.property(position, position, (a, b) => {
        expect(Math.sign(comparePositions(a, b))).toBe(-Math.sign(comparePositions(b, a)) || 0)
        expect(comparePositions(a, b) === 0).toBe(a.xid === b.xid && a.id === b.id)
      }),
    )
  })
})

describe('blankLinks', () => {
  const token = fc.stringMatching(/^[\w-]{20,60}$/)

  test('takes the token out of every link, in text and HTML, and leaves the rest', () => {
    fc.assert(
      fc.property(
        token,
        fc.constantFrom('?token=', '?a=1&token=', '?a=1&amp;token='),
        fc.lorem(),
        (secret, query, words) => {
          const body = `${words} http://localhost/auth/confirm${query}${secret}\n<a href="http://localhost/x${query}${secret}">${words}</a>`
          const blanked = blankLinks(body)
          expect(blanked).not.toContain(secret)
          expect(blanked.split('…')).toHaveLength(3)
          expect(blanked.replaceAll('…', secret)).toBe(body)
          expect(blankLinks(blanked)).toBe(blanked)
        },
      ),
    )
  })

  test('changes nothing without one', () => {
    fc.assert(
      fc.property(
        anyText.filter((text) => !/token=/i.test(text)),
        (text) => void expect(blankLinks(text)).toBe(text),
      ),
    )
  })
})

describe('isCommonPassword', () => {
  test('refuses a short pattern repeated, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 4 }).filter((part) => !/\n/.test(part)),
        (part) => {
          expect(isCommonPassword(part.repeat(Math.ceil(12 / part.length)), [])).toBe(true)
        },
      ),
    )
  })

  test('refuses what is mostly known of its owner, in any case', () => {
    const word = fc.stringMatching(/^[a-z]{6,12}$/)
    fc.assert(
      fc.property(word, word, fc.stringMatching(/^[0-9!]{0,3}$/), (first, last, tail) => {
        expect(isCommonPassword(`${first}${last}${tail}`.toUpperCase(), [`${first}@example.com`, 'X', last])).toBe(true)
      }),
    )
  })

  test.each(['password1234', 'PASSWORD1234', '123456789012', 'abcabcabcabc', 'ｐassword1234'])(
    'refuses %s',
    (password) => {
      expect(isCommonPassword(password, [])).toBe(true)
    },
  )

  test('takes random ones of any kind, and never throws', () => {
    fc.assert(
      fc.property(
        fc.uuid(),
        (password) => void expect(isCommonPassword(password, ['maria@example.com', 'Maria', 'Lindqvist'])).toBe(false),
      ),
    )
    fc.assert(
      fc.property(
        anyText,
        fc.array(anyText),
        (password, known) => void expect([true, false]).toContain(isCommonPassword(password, known)),
      ),
    )
  })
})

describe('networkOf', () => {
  test('leaves IPv4 addresses apart, also those written as IPv6', () => {
    fc.assert(
      fc.property(fc.ipV4(), (ip) => {
        expect(networkOf(ip)).toBe(ip)
        expect(networkOf(`::ffff:${ip}`)).toBe(ip)
      }),
    )
  })

  test('takes the first 64 bits of an IPv6 address, however it is shortened', () => {
    for (const [short, network] of [
      ['2001:db8::1', '2001:db8:0:0::/64'],
      ['2001:0db8:0000:0000:ffff::', '2001:db8:0:0::/64'],
      ['2001:db8:0:7:1:2:3:4', '2001:db8:0:7::/64'],
      ['::1', '0:0:0:0::/64'],
      ['::', '0:0:0:0::/64'],
      ['FE80::1%eth0', 'fe80:0:0:0::/64'],
    ]) {
      expect(networkOf(short!)).toBe(network)
    }
    const group = fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16))
    fc.assert(
      fc.property(
        fc.array(group, { minLength: 8, maxLength: 8 }),
        fc.array(group, { minLength: 4, maxLength: 4 }),
        (all, rest) => {
          expect(networkOf([...all.slice(0, 4), ...rest].join(':'))).toBe(networkOf(all.join(':')))
        },
      ),
    )
    fc.assert(fc.property(anyText, (text) => void expect(typeof networkOf(text)).toBe('string')))
  })
})

test('isReadable refuses NUL and half a surrogate pair wherever they stand, however deep', () => {
  fc.assert(
    fc.property(
      fc.jsonValue(),
      (value) => void expect(isReadable(value)).toBe(!/\\u0000|\\ud[89a-f]/.test(JSON.stringify(value))),
    ),
  )
  let deep: unknown = '\ud800'
  for (let n = 0; n < 200_000; n++) deep = [deep]
  expect(isReadable(deep)).toBe(false)
  expect([isReadable(undefined), isReadable('👩‍🚀'), isReadable({ a: 'x\0' })]).toEqual([true, true, false])
})

test('the id of a decoy has the form of a real one, and is the same at each look', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
      const secret = Buffer.from(bytes).toString('base64url')
      expect(z.uuidv4().safeParse(decoyReviewId(secret)).success).toBe(true)
      expect(decoyReviewId(secret)).toBe(decoyReviewId(secret))
    }),
  )
})
