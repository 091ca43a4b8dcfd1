import { fireEvent, render, screen } from '@solidjs/testing-library'
import { createRoot } from 'solid-js'
import { createStore } from 'solid-js/store'
import { beforeAll, describe, expect, it, test, vi } from 'vitest'
import { organizationNameInput } from '#client/features/organizations/add-organization-dialog.tsx'
import { DeleteDialog } from '#client/features/organizations/delete-dialog.tsx'
import { hasInName, movesCounts, placeRules, type PlaceRow } from '#client/features/organizations/place-list.ts'
import { RenameDialog } from '#client/features/organizations/rename-dialog.tsx'
import { isTeamGone } from '#client/features/teams/create-team-detail.ts'
import { deletedVersion } from '#client/features/users/user-list.ts'
import { createForm } from '#client/lib/create-form.ts'
import { placesWords } from '#client/words/places.ts'
import type { Event } from '#server/realtime/events.ts'
import { addTeamInput } from '#server/features/teams/schema.ts'
import { refusal } from './refusal.ts'

beforeAll(() => {
  // jsdom knows the element but not its modal state.
  HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
    this.open = true
  }
  HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
    this.open = false
  }
})

const acme: PlaceRow = { id: 'acme', name: 'Acme', version: 1 }

describe('a list of places', () => {
  it('is in the order of the names, whatever their case', () => {
    const { placeOf } = placeRules<PlaceRow>(() => true)
    expect(placeOf({ ...acme, name: 'ÄCME Ltd' })).toEqual({ at: 'äcme ltd', id: 'acme' })
  })

  it('has neither what was deleted nor what the filter leaves out', () => {
    const belongs = (row: PlaceRow) => placeRules<PlaceRow>(({ name }) => hasInName(name, 'CM')).belongs(row)
    expect(belongs(acme)).toBe(true)
    expect(belongs({ ...acme, name: 'Nordpay' })).toBe(false)
    expect(belongs({ ...acme, version: deletedVersion })).toBe(false)
  })

  it('counts again when somebody comes, goes or is invited, and not for a mail', () => {
    const of = (event: object) => movesCounts(event as Event)
    expect(of({ kind: 'user.deleted', userId: 'bob' })).toBe(true)
    expect(of({ kind: 'invitations.changed', organizationId: 'acme' })).toBe(true)
    expect(of({ kind: 'review.submitted', review: { kind: 'registration' } })).toBe(true)
    expect(of({ kind: 'mail.queued', mail: {} })).toBe(false)
  })
})

test('a team goes with its organization', () => {
  const team = { id: 'partners', organization: { id: 'acme', name: 'Acme', isDefault: false } }
  expect(isTeamGone({ kind: 'organization.deleted', organizationId: 'acme' }, team)).toBe(true)
  expect(isTeamGone({ kind: 'team.deleted', teamId: 'partners' }, team)).toBe(true)
  expect(isTeamGone({ kind: 'team.deleted', teamId: 'billing' }, team)).toBe(false)
})

test('a refusal about two fields holds until one of them changes', async () => {
  const organizationId = 'b6a7c2de-0000-4000-8000-00000000000a'
  const form = createRoot(() =>
    createForm({
      initial: { name: 'Partners', organizationId },
      schema: addTeamInput.pick({ name: true, organizationId: true }),
      refusedFields: { TEAM_NAME_TAKEN: ['name', 'organizationId'] },
    }),
  )
  const send = vi.fn(() => Promise.reject(refusal('TEAM_NAME_TAKEN')))
  await form.submit(send)
  await form.submit(send)
  expect(form.field('name').error).toContain('a team of this name already')
  expect(send).toHaveBeenCalledTimes(1)
  form.field('organizationId').onChange('b6a7c2de-0000-4000-8000-00000000000b')
  expect(form.field('name').error).toBe('')
  await form.submit(send)
  expect(send).toHaveBeenCalledTimes(2)
})

describe('renaming', () => {
  function open(rename: (input: PlaceRow) => Promise<PlaceRow>) {
    const [row, setRow] = createStore<PlaceRow>({ ...acme })
    const onClose = vi.fn()
    const spy = vi.fn(rename)
    render(() => (
      <RenameDialog
        open
        title="Rename Acme"
        text=""
        label="Organization name"
        row={row}
        schema={organizationNameInput}
        rename={spy}
        onClose={onClose}
      />
    ))
    return { setRow, onClose, rename: spy }
  }
  const field = () => screen.getByLabelText<HTMLInputElement>('Organization name')
  const type = (value: string) => fireEvent.input(field(), { target: { value } })
  const save = () => fireEvent.click(screen.getByRole('button', { name: 'Save' }))

  it('follows the world until something is typed', () => {
    const { setRow } = open(async (row) => row)
    setRow({ name: 'Acme Ltd', version: 2 })
    expect(field().value).toBe('Acme Ltd')
  })

  it('keeps what was typed, shows theirs, and saves over the version that was seen', async () => {
    const { rename, onClose } = open(async (row) => {
      if (row.version === 1)
        throw refusal('ORGANIZATION_CHANGED', { organization: { ...acme, name: 'Theirs', version: 2 } })
      return row
    })
    type('Mine')
    save()
    await screen.findByText('It is now called “Theirs”. Saving replaces that.')
    expect(field().value).toBe('Mine')
    expect(onClose).not.toHaveBeenCalled()
    save()
    await vi.waitFor(() => expect(onClose).toHaveBeenCalled())
    expect(rename).toHaveBeenLastCalledWith({ id: 'acme', version: 2, name: 'Mine' })
  })

  it('says at the field that a name is taken', async () => {
    open(() => Promise.reject(refusal('ORGANIZATION_NAME_TAKEN')))
    type('Nordpay')
    save()
    await vi.waitFor(() => expect(field().getAttribute('aria-invalid')).toBe('true'))
  })
})

describe('deleting', () => {
  function open(preview: () => Promise<string[]>) {
    const remove = vi.fn(async () => undefined)
    const onDeleted = vi.fn()
    render(() => (
      <DeleteDialog
        open
        title="Delete Acme?"
        preview={preview}
        countedAt=""
        remove={remove}
        onClose={() => undefined}
        onDeleted={onDeleted}
      />
    ))
    return { remove, onDeleted }
  }
  const press = () => fireEvent.click(screen.getByRole('button', { name: 'Delete' }))

  it('does nothing before it has been counted, and then says what goes where', async () => {
    let answer!: (lines: string[]) => void
    const { remove, onDeleted } = open(() => new Promise((resolve) => (answer = resolve)))
    press()
    expect(remove).not.toHaveBeenCalled()
    answer(placesWords.organization.deleteLines({ members: 2, teams: 1, invitations: 1 }))
    await screen.findByText('2 people go to the default organization as team members, each told by a mail')
    screen.getByText('1 team is deleted')
    screen.getByText('1 open invitation dies: its link stops working')
    press()
    await vi.waitFor(() => expect(onDeleted).toHaveBeenCalled())
  })

  it('says that somebody was faster', async () => {
    open(() => Promise.reject(refusal('NOT_FOUND')))
    await screen.findByText('Somebody else deleted it meanwhile.')
  })
})
