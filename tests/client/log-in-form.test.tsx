import { fireEvent, render, screen } from '@solidjs/testing-library'
import { afterEach, expect, test, vi } from 'vitest'
import { LogInForm } from '#client/features/auth/log-in-form.tsx'
import type { RefusalCode } from '#server/refusals.ts'
import { refusal } from './refusal.ts'

afterEach(() => void vi.useRealTimers())

function open(error?: Error) {
  const logIn = vi.fn(() => (error ? Promise.reject(error) : Promise.resolve()))
  const onDone = vi.fn(() => Promise.resolve())
  render(() => <LogInForm logIn={logIn} onDone={onDone} />)
  fireEvent.input(screen.getByLabelText('Email address'), { target: { value: 'maria@nordpay.example' } })
  fireEvent.input(screen.getByLabelText('Password'), { target: { value: 'a quiet lighthouse' } })
  return { logIn, onDone }
}
const button = () => screen.getByRole('button', { name: 'Log in' })
const press = () => fireEvent.click(button())

test('the right password logs in', async () => {
  const { logIn, onDone } = open()
  press()
  await vi.waitFor(() => expect(onDone).toHaveBeenCalledOnce())
  expect(logIn).toHaveBeenCalledWith({ email: 'maria@nordpay.example', password: 'a quiet lighthouse' })
})

test.each<[RefusalCode, role: 'status' | 'alert', RegExp]>([
  ['WRONG_CREDENTIALS', 'alert', /do not match an account/],
  ['WAITING_FOR_APPROVAL', 'status', /waiting for approval/],
  ['REGISTRATION_REJECTED', 'status', /not approved/],
  ['ACCOUNT_DEACTIVATED', 'status', /deactivated/],
  ['PORTAL_DISABLED', 'status', /^This portal is disabled$/],
])('%s is said beside the button, and what was typed stays', async (code, role, sentence) => {
  const { onDone } = open(refusal(code))
  press()
  expect((await screen.findByRole(role)).textContent?.trim()).toMatch(sentence)
  expect(screen.getByLabelText<HTMLInputElement>('Password').value).toBe('a quiet lighthouse')
  expect(onDone).not.toHaveBeenCalled()
})

test('too many attempts counts down, and then the button works again by itself', async () => {
  vi.useFakeTimers()
  const { logIn } = open(refusal('TOO_MANY_ATTEMPTS', { retryAfterSeconds: 61 }))
  press()
  await vi.advanceTimersByTimeAsync(0)
  expect(screen.getByText('Try again in 1 min 01 s')).toBeTruthy()
  expect(button().getAttribute('aria-disabled')).toBe('true')
  press()
  expect(logIn).toHaveBeenCalledOnce()
  await vi.advanceTimersByTimeAsync(2_000)
  expect(screen.getByText('Try again in 59 s')).toBeTruthy()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(screen.queryByText(/Too many attempts/)).toBeNull()
  expect(button().getAttribute('aria-disabled')).toBeNull()
})

test('something unexpected shows the reference to quote', async () => {
  const error = refusal('TOO_BUSY') as Error & { data: { refusal?: unknown } }
  delete error.data.refusal
  error.message = 'Something went wrong on our side.'
  open(error)
  press()
  expect((await screen.findByRole('alert')).textContent).toContain('Reference req-1')
})

test('an empty form is not sent, and the fields say why', () => {
  const { logIn } = open()
  for (const label of ['Email address', 'Password']) {
    fireEvent.input(screen.getByLabelText(label), { target: { value: '' } })
  }
  press()
  expect(logIn).not.toHaveBeenCalled()
  expect(screen.getByLabelText('Email address').getAttribute('aria-invalid')).toBe('true')
  expect(screen.getByLabelText('Password').getAttribute('aria-invalid')).toBe('true')
})

test('password managers find the account', () => {
  open()
  expect(screen.getByLabelText<HTMLInputElement>('Email address').autocomplete).toBe('email')
  expect(screen.getByLabelText<HTMLInputElement>('Password').autocomplete).toBe('current-password')
})
