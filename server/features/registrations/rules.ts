/** Domains at which anybody can get an address: sharing one says nothing about two people. */
const publicMailDomains = new Set([
  'gmail.com',
  'googlemail.com',
  'outlook.com',
  'hotmail.com',
  'live.com',
  'yahoo.com',
  'icloud.com',
  'me.com',
  'aol.com',
  'proton.me',
  'protonmail.com',
  'gmx.de',
  'gmx.net',
  'web.de',
  'mail.ru',
  'yandex.ru',
  'qq.com',
  '163.com',
])

export function isPublicMailDomain(domain: string): boolean {
  return publicMailDomains.has(domain)
}

/**
 * Makes the id of a review that is not there, in the form of a real one: a decoy must not be told by having none.
 *
 * @param secret base64url, the same for each look and known to the server only
 */
export function decoyReviewId(secret: string): string {
  const digits = Buffer.from(secret, 'base64url').toString('hex').slice(0, 32).split('')
  digits[12] = '4'
  digits[16] = '89ab'[Number.parseInt(digits[16]!, 16) % 4]!
  return digits.join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
