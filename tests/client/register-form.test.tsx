import { fireEvent, render, screen, within } from '@solidjs/testing-library'
import { createSignal } from 'solid-js'
import { expect, test, vi } from 'vitest'
import { SessionContext, type Session } from '#client/features/auth/session.tsx'
import { RegisterForm } from '#client/features/registrations/register-form.tsx'
import type { Registered, RegisterInput } from '#server/features/registrations/schema.ts'
import { refusal } from './refusal.ts'

const right = {
  'Email address': 'maria@nordpay.example',
  'First name': 'Maria',
  'Last name': 'Lindqvist',
  Password: 'a quiet lighthouse',
  'Re-enter password': 'a quiet lighthouse',
}
type Label = keyof typeof right

/** Settings that are not known yet: the schema's own minimum holds. */
const session = { settings: () => undefined } as unknown as Session

function open(answer: (input: RegisterInput) => Promise<Registered> = async () => ({ outcome: 'sent' })) {
  const [isOpen, setOpen] = createSignal(true)
  const register = vi.fn(answer)
  const onDone = vi.fn()
  render(() => (
    <SessionContext.Provider value={session}>
      <RegisterForm isOpen={isOpen()} onDone={onDone} register={register} />
    </SessionContext.Provider>
  ))
  return { setOpen, register, onDone }
}
const field = (label: Label) => screen.getByLabelText<HTMLInputElement>(label)
const type = (label: Label, value: string) => fireEvent.input(field(label), { target: { value } })
const leave = (label: Label) => fireEvent.blur(field(label))
const fillIn = (changes: Partial<Record<Label, string>> = {}) => {
  for (const [label, value] of Object.entries({ ...right, ...changes })) type(label as Label, value)
}
const button = () => screen.getByRole('button', { name: 'Register to developer portal' })
const press = () => fireEvent.click(button())
const errorAt = (label: Label) => field(label).getAttribute('aria-invalid') === 'true' && described(field(label))
const described = (input: HTMLElement) =>
  (input.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent)
    .join(' ')

test('an empty form is not sent: the summary takes focus and leads to each field', async () => {
  const { register } = open()
  press()
  const summary = await screen.findByRole('alert')
  await vi.waitFor(() => expect(document.activeElement).toBe(summary))
  const links = within(summary).getAllByRole('link')
  expect(links.map((link) => link.textContent)).toEqual([
    'Email address: Enter your email address.',
    'First name: Enter your first name.',
    'Last name: Enter your last name.',
    'Password: Use at least 12 characters; a few words are fine.',
  ])
  fireEvent.click(links[1]!)
  expect(document.activeElement).toBe(field('First name'))
  expect(register).not.toHaveBeenCalled()
})

test('two passwords that differ are told together with everything else that is wrong', () => {
  open()
  fillIn({ 'Email address': 'maria@', 'Re-enter password': 'a quiet lighthous' })
  press()
  expect(errorAt('Email address')).toContain('Enter an email address like name@example.com.')
  expect(errorAt('Re-enter password')).toContain('The passwords differ.')
})

test('an error appears when a filled field is left, not while typing and not for an empty one', () => {
  open()
  type('Email address', 'maria')
  expect(errorAt('Email address')).toBe(false)
  leave('Email address')
  expect(errorAt('Email address')).toContain('Enter an email address')
  leave('First name')
  expect(errorAt('First name')).toBe(false)
  type('Email address', 'maria@nordpay.example')
  expect(errorAt('Email address')).toBe(false)
})

test('mending the first password mends the second one’s error', () => {
  open()
  fillIn({ Password: 'a quiet lighthous' })
  leave('Re-enter password')
  expect(errorAt('Re-enter password')).toContain('The passwords differ.')
  type('Password', right.Password)
  expect(errorAt('Re-enter password')).toBe(false)
})

test('an error does not appear while a button is pressed, for it would move the button away', async () => {
  open()
  type('Email address', 'maria')
  fireEvent.pointerDown(button())
  leave('Email address')
  expect(errorAt('Email address')).toBe(false)
  fireEvent.pointerUp(button())
  await vi.waitFor(() => expect(errorAt('Email address')).toContain('Enter an email address'))
})

test('what is right is sent without the second password, and the page is told', async () => {
  const { register, onDone } = open()
  fillIn({ 'Email address': ' maria@nordpay.example ' })
  press()
  await vi.waitFor(() => expect(onDone).toHaveBeenCalledWith({ outcome: 'sent' }))
  expect(register.mock.calls[0]![0]).toEqual({
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    email: 'maria@nordpay.example',
    firstName: 'Maria',
    lastName: 'Lindqvist',
    password: 'a quiet lighthouse',
  })
})

test('the same input sent again is the same request, a changed one another', async () => {
  const { register } = open(() => Promise.reject(refusal('TOO_BUSY')))
  fillIn()
  const sendAndWait = async (times: number) => {
    press()
    await vi.waitFor(() => expect(register).toHaveBeenCalledTimes(times))
    await vi.waitFor(() => expect(button().hasAttribute('aria-busy')).toBe(false))
  }
  await sendAndWait(1)
  await sendAndWait(2)
  type('First name', 'Mia')
  await sendAndWait(3)
  const [first, second, third] = register.mock.calls.map(([{ requestId }]) => requestId)
  expect(second).toBe(first)
  expect(third).not.toBe(first)
})

test('a password that is guessed first is refused at its field, until it is another', async () => {
  open(() => Promise.reject(refusal('PASSWORD_TOO_COMMON')))
  fillIn({ Password: 'passwordpassword', 'Re-enter password': 'passwordpassword' })
  press()
  await vi.waitFor(() => expect(errorAt('Password')).toContain('among the first that are guessed'))
  expect(field('Email address').value).toBe(right['Email address'])
  type('Password', 'passwordpassword!')
  expect(errorAt('Password')).toBe(false)
})

test('registration switched off meanwhile says so, holds the button and keeps what was typed', () => {
  const { setOpen, register } = open()
  type('First name', 'Vera')
  setOpen(false)
  expect(screen.getAllByText('Registration is not allowed')).toHaveLength(1)
  expect(button().getAttribute('aria-disabled')).toBe('true')
  press()
  expect(register).not.toHaveBeenCalled()
  setOpen(true)
  expect(screen.queryByText('Registration is not allowed')).toBeNull()
  expect(field('First name').value).toBe('Vera')
})

test('registration off from the start offers no form', () => {
  const { setOpen } = open()
  setOpen(false)
  expect(screen.getByText('Registration is not allowed')).toBeTruthy()
  expect(screen.queryByLabelText('Email address')).toBeNull()
})

test('password managers are told what is what, and pasting is allowed', () => {
  open()
  const labels = Object.keys(right) as Label[]
  expect(labels.map((label) => field(label).autocomplete)).toEqual([
    'email',
    'given-name',
    'family-name',
    'new-password',
    'new-password',
  ])
  for (const label of labels) expect(fireEvent.paste(field(label))).toBe(true)
})
