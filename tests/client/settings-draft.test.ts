import { describe, expect, it } from 'vitest'
import { mergeFields, readFields, type SettingsFields } from '#client/features/settings/settings-draft.ts'

const base: SettingsFields = {
  portalName: 'Acme APIs',
  registerEnabled: true,
  signInEnabled: true,
  autoApproveRegistrations: false,
  undoSeconds: '10',
}

describe('when somebody else saves', () => {
  it('follows them in what was not touched and keeps what was typed', () => {
    const mine = { ...base, portalName: 'Acme' }
    const { fields, contested } = mergeFields(mine, base, { ...base, registerEnabled: false })
    expect(fields).toEqual({ ...base, portalName: 'Acme', registerEnabled: false })
    expect(contested).toEqual([])
  })

  it('names what both have changed, and keeps mine', () => {
    const { fields, contested } = mergeFields({ ...base, undoSeconds: '20' }, base, { ...base, undoSeconds: '5' })
    expect(fields.undoSeconds).toBe('20')
    expect(contested).toEqual(['undoSeconds'])
  })

  it('contests nothing when both changed it to the same', () => {
    const theirs = { ...base, undoSeconds: '20' }
    expect(mergeFields({ ...base, undoSeconds: '20' }, base, theirs).contested).toEqual([])
  })
})

describe('reading the form', () => {
  it('turns the typed number into a number', () => {
    expect(readFields({ ...base, undoSeconds: ' 30 ' }, 3, 'a number')).toMatchObject({
      input: { undoSeconds: 30, version: 3 },
    })
  })

  it.each(['', 'ten', '1.5', '-1'])('refuses %j as seconds in one sentence', (undoSeconds) => {
    expect(readFields({ ...base, undoSeconds }, 3, 'a number')).toEqual({ errors: { undoSeconds: 'a number' } })
  })

  it('says what the server would say about the rest', () => {
    const read = readFields({ ...base, portalName: '  ', undoSeconds: '61' }, 3, 'a number')
    expect(read).toMatchObject({ errors: { portalName: 'Enter a name.', undoSeconds: 'At most 60 seconds.' } })
  })
})
