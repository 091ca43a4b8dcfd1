import { describe, expect, it } from 'vitest'
import {
  changedFields,
  mergeFields,
  readFields,
  type SettingsFields,
} from '#client/features/settings/settings-draft.ts'

const base: SettingsFields = {
  portalName: 'Acme APIs',
  portalVisibility: 'public',
  registerEnabled: true,
  signInEnabled: true,
  autoApproveRegistrations: false,
  registerOrganizationsEnabled: true,
  autoApproveOrganizations: false,
  requiresConfirmedEmail: false,
  passwordLength: '12',
  invitationDays: '7',
  undoSeconds: '10',
  amberHours: '24',
  redHours: '72',
  reminderHours: '72',
  rejectReasons: ['Not a customer.', 'Too little to decide.'],
  senderName: '',
  senderAddress: '',
  accent: '#3451d1',
  logoId: null,
}
const ownErrors = {
  passwordLength: 'a length',
  invitationDays: 'days',
  undoSeconds: 'a number',
  amberHours: 'hours',
  redHours: 'hours',
  reminderHours: 'hours, or none',
  senderAddress: 'an address',
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

  it('knows lists by what they hold', () => {
    const theirs = { ...base, rejectReasons: [...base.rejectReasons] }
    expect(changedFields(base, theirs)).toEqual([])
    const mine = { ...base, rejectReasons: [...base.rejectReasons, 'Mine.'] }
    expect(mergeFields(mine, base, theirs)).toEqual({ fields: mine, contested: [] })
    const other = { ...base, rejectReasons: ['Theirs.'] }
    expect(mergeFields(mine, base, other)).toEqual({ fields: mine, contested: ['rejectReasons'] })
  })

  it('contests nothing when both changed it to the same', () => {
    const theirs = { ...base, undoSeconds: '20' }
    expect(mergeFields({ ...base, undoSeconds: '20' }, base, theirs).contested).toEqual([])
  })
})

describe('reading the form', () => {
  it('turns the typed number into a number', () => {
    expect(readFields({ ...base, undoSeconds: ' 30 ' }, 3, ownErrors)).toMatchObject({
      input: { undoSeconds: 30, version: 3 },
    })
  })

  it.each(['', 'ten', '1.5', '-1'])('refuses %j as seconds in one sentence', (undoSeconds) => {
    expect(readFields({ ...base, undoSeconds }, 3, ownErrors)).toEqual({ errors: { undoSeconds: 'a number' } })
  })

  it('wants red no earlier than amber, and says so at red', () => {
    expect(readFields({ ...base, amberHours: '72' }, 3, ownErrors)).toMatchObject({ input: { amberHours: 72 } })
    expect(readFields({ ...base, amberHours: '73' }, 3, ownErrors)).toEqual({
      errors: { redHours: 'At least as many hours as for amber.' },
    })
  })

  it('takes nothing for no reminders, and refuses what is no number', () => {
    expect(readFields({ ...base, reminderHours: ' ' }, 3, ownErrors)).toMatchObject({ input: { reminderHours: null } })
    expect(readFields({ ...base, reminderHours: 'x' }, 3, ownErrors)).toEqual({
      errors: { reminderHours: 'hours, or none' },
    })
  })

  it('says at the very reason that it is empty', () => {
    expect(readFields({ ...base, rejectReasons: ['Yes.', ' '] }, 3, ownErrors)).toEqual({
      errors: { 'rejectReasons.1': 'Enter a reason.' },
    })
  })

  it('leaves the sender empty, and refuses what is no address', () => {
    expect(readFields(base, 3, ownErrors)).toMatchObject({ input: { senderAddress: '', passwordLength: 12 } })
    expect(readFields({ ...base, senderAddress: 'here' }, 3, ownErrors)).toEqual({
      errors: { senderAddress: 'an address' },
    })
  })

  it('says what the server would say about the rest', () => {
    const read = readFields({ ...base, portalName: '  ', undoSeconds: '61' }, 3, ownErrors)
    expect(read).toMatchObject({ errors: { portalName: 'Enter a name.', undoSeconds: 'At most 60 seconds.' } })
  })
})
