import { fireEvent, render, screen } from '@solidjs/testing-library'
import { expect, test, vi } from 'vitest'
import { SessionContext, type Session } from '#client/features/auth/session.tsx'
import { RegisterForm } from '#client/features/registrations/register-form.tsx'
import type { CodeCheck } from '#server/features/invite-codes/schema.ts'
import type { RefusalCode } from '#server/refusals.ts'
import type { Registered, RegisterInput } from '#server/features/registrations/schema.ts'
import { refusal } from './refusal.ts'

const session = { settings: () => undefined } as unknown as Session
const good: CodeCheck = { status: 'active', teamName: 'Partners', organizationName: 'Acme', skipsApproval: true }

interface Answers {
  code?: string
  check?: (code: string) => Promise<CodeCheck>
  answer?: (input: RegisterInput) => Promise<Registered>
}

function open({ code, check = async () => good, answer = async () => ({ outcome: 'registered' }) }: Answers = {}) {
  const checkCode = vi.fn(check)
  const register = vi.fn(answer)
  const onDone = vi.fn()
  render(() => (
    <SessionContext.Provider value={session}>
      <RegisterForm isOpen code={code} onDone={onDone} register={register} checkCode={checkCode} />
    </SessionContext.Provider>
  ))
  return { checkCode, register, onDone }
}

const field = () => screen.getByLabelText<HTMLInputElement>('Invite code')
const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } })
function fillIn() {
  type('Email address', 'maria@nordpay.example')
  type('First name', 'Maria')
  type('Last name', 'Lindqvist')
  type('Password', 'a quiet lighthouse')
  type('Re-enter password', 'a quiet lighthouse')
}
const press = () => fireEvent.click(screen.getByRole('button', { name: 'Register to developer portal' }))
const said = () =>
  (field().getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent)
    .join(' ')

test('a code that a link brought is filled in and checked at once, and says where it leads', async () => {
  const { checkCode } = open({ code: 'HACK-2026' })
  expect(field().value).toBe('HACK-2026')
  await vi.waitFor(() => expect(said()).toContain('You will join Partners of Acme. No approval is needed.'))
  expect(checkCode).toHaveBeenCalledTimes(1)
  fireEvent.blur(field())
  expect(checkCode).toHaveBeenCalledTimes(1)
})

test.each([
  ['unknown', 'There is no such invite code.'],
  ['expired', 'This invite code has expired.'],
  ['used-up', 'This invite code is used up'],
  ['paused', 'This invite code is paused'],
] as const)('a code that is %s is an error when its field is left, until it is cleared', async (status, sentence) => {
  open({ check: async () => ({ status }) })
  type('Invite code', 'hack 2026')
  expect(field().getAttribute('aria-invalid')).toBeNull()
  fireEvent.blur(field())
  await vi.waitFor(() => expect(said()).toContain(sentence))
  expect(field().getAttribute('aria-invalid')).toBe('true')
  type('Invite code', '')
  expect(field().getAttribute('aria-invalid')).toBeNull()
})

test.each(['CODE_UNKNOWN', 'CODE_EXPIRED', 'CODE_USED_UP', 'CODE_PAUSED'] satisfies RefusalCode[])(
  '%s on submit stays at the field, and everything typed stays',
  async (code) => {
    const { register, onDone } = open({ code: 'HACK-2026', answer: () => Promise.reject(refusal(code)) })
    fillIn()
    press()
    await vi.waitFor(() => expect(field().getAttribute('aria-invalid')).toBe('true'))
    expect(said()).toContain('Clear the field to register without a code.')
    expect(screen.getByLabelText<HTMLInputElement>('Password').value).toBe('a quiet lighthouse')
    expect(register.mock.calls[0]![0].inviteCode).toBe('HACK-2026')
    expect(onDone).not.toHaveBeenCalled()
  },
)

test('without a code none is sent, and nothing is asked', async () => {
  const { checkCode, register, onDone } = open()
  fillIn()
  fireEvent.blur(field())
  press()
  await vi.waitFor(() => expect(onDone).toHaveBeenCalled())
  expect(register.mock.calls[0]![0]).not.toHaveProperty('inviteCode')
  expect(checkCode).not.toHaveBeenCalled()
})

test('too many guesses wait, and the code is checked again by itself', async () => {
  vi.useFakeTimers()
  try {
    let isLimited = true
    const check = async () => {
      if (isLimited) throw refusal('TOO_MANY_ATTEMPTS', { retryAfterSeconds: 30 })
      return good
    }
    const { checkCode } = open({ code: 'HACK-2026', check })
    await vi.advanceTimersByTimeAsync(0)
    expect(said()).toContain('Too many codes were tried.')
    expect(said()).toContain('In 30 s.')
    type('Invite code', 'HACK-2027')
    fireEvent.blur(field())
    expect(checkCode).toHaveBeenCalledTimes(1)
    isLimited = false
    await vi.advanceTimersByTimeAsync(30_000)
    expect(checkCode).toHaveBeenLastCalledWith('HACK-2027')
    expect(said()).toContain('You will join Partners of Acme.')
  } finally {
    vi.useRealTimers()
  }
})
