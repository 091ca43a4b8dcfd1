import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { loadKeys } from '#server/keys.ts'

let dataDir: string

beforeEach(({ onTestFinished }) => {
  dataDir = mkdtempSync(join(tmpdir(), 'gatehouse-keys-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true }))
})

describe('loadKeys', () => {
  const file = () => join(dataDir, 'keys', 'secret-keys')

  it('makes a key on the first start and keeps it for its owner only', () => {
    const first = loadKeys({ dataDir, secretKeys: undefined })
    expect(first.current.version).toBe(1)
    expect(first.current.key).toHaveLength(32)
    expect(loadKeys({ dataDir, secretKeys: undefined })).toEqual(first)
    expect(statSync(file()).mode & 0o777).toBe(0o600)
    expect(statSync(join(dataDir, 'keys')).mode & 0o777).toBe(0o700)
  })

  it('prefers configured keys, makes no file then, and opens with every version', () => {
    const secretKeys = [2, 1].map((version) => ({ version, key: Buffer.alloc(32, version) }))
    const keys = loadKeys({ dataDir, secretKeys })
    expect(keys.current).toEqual(secretKeys[0])
    expect(keys.byVersion.get(1)).toEqual(Buffer.alloc(32, 1))
    expect(() => readFileSync(file())).toThrow('ENOENT')
  })

  it('says so when the kept file is damaged, rather than making another key', () => {
    loadKeys({ dataDir, secretKeys: undefined })
    writeFileSync(file(), '')
    expect(() => loadKeys({ dataDir, secretKeys: undefined })).toThrow(/secret-keys is damaged; put it back/)
  })
})
