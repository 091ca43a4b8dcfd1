import { fireEvent, render, screen, waitFor } from '@solidjs/testing-library'
import { createSignal } from 'solid-js'
import { expect, test, vi } from 'vitest'
import { Button } from '#client/ui/button.tsx'
import { Checkbox } from '#client/ui/checkbox.tsx'
import { Form, type FormErrors } from '#client/ui/form.tsx'
import { PasswordField } from '#client/ui/password-field.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { expectAccessible } from './axe.ts'

function Sample(props: { submit?: () => void; busy?: boolean }) {
  const [email, setEmail] = createSignal('')
  const [password, setPassword] = createSignal('')
  const [role, setRole] = createSignal('member')
  const [on, setOn] = createSignal(false)
  const [errors, setErrors] = createSignal<FormErrors>({})
  return (
    <Form
      summaryTitle={(count) => `${count} wrong`}
      errors={errors()}
      busy={props.busy ?? false}
      onSubmit={() => {
        props.submit?.()
        setErrors({ email: 'There is no @ in it.' })
      }}
    >
      <TextField label="Email address" name="email" hint="We write to it." value={email()} onChange={setEmail} />
      <PasswordField
        label="Password"
        name="password"
        autocomplete="new-password"
        value={password()}
        onChange={setPassword}
        showLabel="Show what you typed"
        hideLabel="Hide what you typed"
      />
      <SelectField
        label="Role"
        value={role()}
        onChange={setRole}
        options={[
          { value: 'member', label: 'Team member' },
          { value: 'admin', label: 'Super admin' },
        ]}
      />
      <Checkbox look="switch" label="Active" hint="Off keeps them out." checked={on()} onChange={setOn} />
      <Button type="submit">Save</Button>
    </Form>
  )
}

const submit = () => fireEvent.click(screen.getByRole('button', { name: 'Save' }))

test('every control is found by its label, in its native role', async () => {
  render(() => <Sample />)
  expect(screen.getByRole('textbox', { name: 'Email address' })).toBeTruthy()
  expect(screen.getByRole('combobox', { name: 'Role' })).toHaveProperty('value', 'member')
  expect(screen.getByRole('checkbox', { name: 'Active' })).toBeTruthy()
  expect(screen.getByLabelText('Password')).toHaveProperty('type', 'password')
  await expectAccessible()
})

test('a failed submit moves focus to a summary whose links lead to the fields, and keeps what was typed', async () => {
  render(() => <Sample />)
  const email = screen.getByRole<HTMLInputElement>('textbox', { name: 'Email address' })
  fireEvent.input(email, { target: { value: 'maria' } })
  submit()
  const summary = await screen.findByRole('alert')
  await waitFor(() => expect(document.activeElement).toBe(summary))
  expect(summary.textContent).toContain('1 wrong')
  expect(email.value).toBe('maria')
  expect(email.getAttribute('aria-invalid')).toBe('true')
  const described = (email.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id))
  expect(described.map((element) => element?.textContent)).toEqual(['There is no @ in it.', 'We write to it.'])
  await expectAccessible()
  fireEvent.click(screen.getByRole('link', { name: 'Email address: There is no @ in it.' }))
  expect(document.activeElement).toBe(email)
})

test('the same errors after a second submit take focus again', async () => {
  render(() => <Sample />)
  submit()
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('alert')))
  screen.getByRole('textbox', { name: 'Email address' }).focus()
  submit()
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('alert')))
})

test('a busy form does not submit twice', () => {
  const send = vi.fn()
  render(() => <Sample submit={send} busy />)
  submit()
  expect(send).not.toHaveBeenCalled()
})

test('the password can be shown and hidden', () => {
  render(() => <Sample />)
  fireEvent.click(screen.getByRole('button', { name: 'Show what you typed' }))
  expect(screen.getByLabelText('Password')).toHaveProperty('type', 'text')
  fireEvent.click(screen.getByRole('button', { name: 'Hide what you typed' }))
  expect(screen.getByLabelText('Password')).toHaveProperty('type', 'password')
})
