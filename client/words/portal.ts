// The portal's sentences. In a file of their own, so that the console does not carry them; words shared by both are in en.ts.

export const portalWords = {
  logIn: 'Log in',
  logOut: 'Log out',
  register: 'Register',
  admin: 'Admin',
  goToLogIn: 'Go to log in',
  goToStart: 'Go to the start page',
  createAccount: 'Create your account',
  haveAccount: 'I have an account',
  loading: 'Loading',
  loggedOut: 'You have been logged out.',
  loggedOutSignInOff: 'You have been logged out: log-in is switched off at the moment.',
  logOutFailed: 'You are still logged in.',

  fields: {
    email: 'Email address',
    firstName: 'First name',
    lastName: 'Last name',
    password: 'Password',
    passwordAgain: 'Re-enter password',
    passwordsDiffer: 'The passwords differ.',
  },

  failures: {
    wait: 'Try again in a moment; this button works again by itself.',
    tryAgainIn: (time: string) => `Try again in ${time}`,
    kept: 'What you typed is still here.',
    refusedInput: 'Something that was sent was not accepted.',
    notReachedTitle: 'The portal cannot be reached',
    notReachedText: 'This page loads by itself once the connection is back.',
    failedTitle: 'Something went wrong on our side',
    failedText: 'Try again. If it happens once more, tell us the reference.',
  },

  steps: {
    title: 'How it works',
    next: 'What happens next',
    all: [
      { title: 'You register', text: 'Your name, your email address and a password. It takes a minute.' },
      { title: 'A person looks at it', text: 'You can watch the decision on a page of your own, and we email you.' },
      { title: 'You log in', text: 'As soon as your registration is approved, with the password you chose.' },
    ],
    /** Where nobody decides: by the setting, or by an invite code that skips the approval. */
    skipped: [
      { title: 'You register', text: 'Your name, your email address and a password. It takes a minute.' },
      { title: 'You log in', text: 'At once, with the password you chose. Nobody has to approve you first.' },
      {
        title: 'You confirm your address',
        text: 'By the link that we email you. Until then you can only look around.',
      },
    ],
  },

  home: {
    title: 'Start page',
    lead: 'The place to get access to our APIs. Register once for all of them.',
    closed: 'The place to get access to our APIs. New registrations are closed at the moment.',
    hello: (firstName: string) => `Hello, ${firstName}`,
    signedIn: (portal: string) => `You are logged in to ${portal}.`,
    staffText: 'You are a portal admin. The work waits in the admin.',
    openAdmin: 'Open the admin',
    withCode: 'You have an invite code? Enter it when you create your account.',
  },

  registering: {
    title: 'Create your account',
    subtitle: 'One account for every API of this portal.',
    submit: 'Register to developer portal',
    off: 'Registration is not allowed',
    offText: 'It is switched off at the moment. If you have an account, you can still log in.',
    offKept: 'It was switched off while you were here. What you typed stays; this page opens again by itself.',
    offReason: 'Switched off at the moment',
    doneTitle: 'Welcome',
    done: "You've successfully registered. You can now log in.",
    doneMail: 'We have sent you an email with a link that confirms your address.',
    already: 'Registered before?',
  },

  status: {
    title: 'Your registration',
    pendingTitle: 'We have your request',
    pending: "Your registration request has been sent. You'll receive an email once it's been approved.",
    approvedTitle: 'Your registration is approved',
    approved: 'You can log in now, with your email address and the password you chose.',
    rejectedTitle: 'Your registration was not approved',
    rejected: 'Somebody on our team has read your request and decided against it.',
    withdrawnTitle: 'This request was withdrawn',
    withdrawn: 'Nothing is decided any more. You can send another request at any time.',
    reason: 'What the reviewer wrote',
    again: 'You are welcome to apply again when something has changed.',
    applyAgain: 'Apply again',
    emailConfirmed: 'Your email address is confirmed.',
    stay: 'You can close this page. It stays live while it is open, and our email leads back to it.',
    mail: 'We have sent you an email. If it does not arrive in a few minutes, look into your spam folder.',
    progress: 'Progress of your registration',
    sent: 'Sent',
    deciding: 'Being decided',
    decision: 'Decision',
    approvedStep: 'Approved',
    rejectedStep: 'Not approved',
    withdrawnStep: 'Withdrawn',
    stepDone: 'done',
    stepCurrent: 'now',
    notFoundTitle: 'No registration here',
    notFound:
      'This page shows the registration that was sent from this browser. Elsewhere, open the link in the email that we sent you.',
    expiredTitle: 'This link no longer works',
    expired:
      'It worked until 30 days after the decision. If your registration was approved, you can log in with your password.',
  },

  confirm: {
    title: 'Confirm your email address',
    text: 'One press, and we know that this address is yours.',
    submit: 'Confirm',
    notMe: 'This was not me',
    disown: {
      title: 'Was this not you?',
      account:
        'If somebody has just made an account with your address, that account is removed, with the password they chose.',
      application:
        'If you had confirmed this address before, your account stays as it is, and only the new application goes.',
      submit: 'Remove it',
      doneTitle: 'Thank you for telling us',
      done: 'What somebody began with your address is removed. There is nothing left for you to do.',
    },
    doneTitle: 'Thank you',
    done: 'Your email address is confirmed.',
    follow: 'Follow your registration',
    expiredTitle: 'This link no longer works',
    expired: 'It has expired, was already used, or a newer email replaced it. Open the link in the latest email.',
    missingTitle: 'Open the link in your email',
    missing: 'This page confirms an address by the link that we sent to it. Open that link once more.',
  },

  loggingIn: {
    title: 'Log in',
    subtitle: (portal: string) => `Go on to ${portal}.`,
    submit: 'Log in',
    newHere: 'New here, or invited with a code?',
    signInOff: 'Log-in is switched off for developers at the moment.',
    goingOn: 'You are logged in',
  },

  setup: {
    title: 'Create the first owner',
    subtitle: 'The owner runs this portal: decides registrations, changes settings, names other admins.',
    submit: 'Create owner',
    doneTitle: 'The owner is created',
    done: 'Log in with the address and the password you just chose.',
    expiredTitle: 'This link no longer works',
    expired: 'This setup link is no longer valid. Restart the server to print a new one, or log in if an owner exists.',
  },
}
