import { createSignal } from 'solid-js'
import { PortalShell } from '#client/portal/shell.tsx'
import { Button } from '#client/ui/button.tsx'
import { Checkbox } from '#client/ui/checkbox.tsx'
import { ConnectionPill } from '#client/ui/connection-pill.tsx'
import { Form, FormActions } from '#client/ui/form.tsx'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { PasswordField } from '#client/ui/password-field.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { TextArea } from '#client/ui/text-area.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { words } from '#client/words/en.ts'

/** Registration with errors, signed out. */
export function FormView() {
  const [email, setEmail] = createSignal('maria@nordpay')
  const [password, setPassword] = createSignal('correct horse')
  const [reason, setReason] = createSignal('')
  const [on, setOn] = createSignal(true)
  const [role, setRole] = createSignal('member')
  return (
    <PortalShell
      brand={{ name: 'Polder APIs' }}
      links={[
        { href: '/catalogues', label: 'Catalogues' },
        { href: '/auth/login', label: 'Log in', end: true },
        { href: '/auth/register', label: 'Register', end: true, look: 'primary' },
      ]}
      status={
        <ConnectionPill
          state={{ kind: 'reconnecting', retryAt: Date.now() + 4000 }}
          words={words.connection}
          onRetry={() => undefined}
        />
      }
    >
      <Page width="narrow">
        <PageHeader title="Register" subtitle="Somebody looks at every registration, usually within two hours." />
        <Form
          summaryTitle={words.ui.problems}
          errors={{ email: 'The part after the @ lacks a dot.', code: 'This code is used up.' }}
          onSubmit={() => undefined}
        >
          <TextField
            label="Email address"
            name="email"
            type="email"
            autocomplete="email"
            value={email()}
            onChange={setEmail}
          />
          <div class="form-pair">
            <TextField
              label="First name"
              name="first"
              autocomplete="given-name"
              value="Maria"
              onChange={() => undefined}
            />
            <TextField label="Last name" name="last" autocomplete="family-name" value="" onChange={() => undefined} />
          </div>
          <PasswordField
            label="Password"
            name="password"
            autocomplete="new-password"
            hint="12 characters or more. A sentence is easier to remember than signs."
            value={password()}
            onChange={setPassword}
            showLabel={words.ui.showTyped}
            hideLabel={words.ui.hideTyped}
          />
          <TextField
            label="Invite code"
            name="code"
            optional={words.ui.optional}
            hint="If somebody gave you one, it says which team you join."
            value="HACK-26"
            onChange={() => undefined}
          />
          <SelectField
            label="Role"
            name="role"
            value={role()}
            onChange={setRole}
            options={[
              { value: 'member', label: 'Team member' },
              { value: 'admin', label: 'Super admin' },
            ]}
          />
          <TextArea
            label="Reason"
            name="reason"
            value={reason()}
            onChange={setReason}
            placeholder="What you want to build"
          />
          <Checkbox label="User must change password at the next login" checked={on()} onChange={setOn} />
          <Checkbox
            look="switch"
            label="Enable API consumers to register"
            hint="Off: the registration page says “Registration is not allowed”."
            checked={on()}
            onChange={setOn}
          />
          <Checkbox look="switch" label="Require a confirmed email before review" checked={!on()} onChange={setOn} />
          <FormActions>
            <Button type="submit" variant="primary">
              Register to developer portal
            </Button>
          </FormActions>
        </Form>
      </Page>
    </PortalShell>
  )
}
