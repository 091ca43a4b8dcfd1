// The sentences of what people do with their own account: recovery, invitations, passwords, profile. Shared words are in portal.ts and en.ts.

export const accountWords = {
  forgot: 'Forgot password?',
  backToLogIn: 'Back to log in',

  fields: {
    newPassword: 'New password',
    currentPassword: 'Current password',
    passwordHint: (minimum: number) => `At least ${minimum} characters. A few words are fine.`,
    tooShort: (minimum: number) => `Use at least ${minimum} characters; a few words are fine.`,
    tooLong: 'At most 256 characters.',
  },

  strength: {
    short: 'Too short so far',
    levels: ['Among the first to be guessed', 'Easy to guess', 'Could be stronger', 'Good', 'Strong'],
  },

  reset: {
    title: 'Forgot your password?',
    subtitle: 'Tell us the address you log in with. The email that we send leads to a new password.',
    submit: 'Reset',
    sentTitle: 'Look into your inbox',
    sent: 'Thank you for your request. If this account is valid we will send instructions on how to reset your password.',
    sentHint: 'The link in the email works once, for one hour. If nothing arrives, look into your spam folder.',
    another: 'Try another address',
    codeTitle: 'Choose a new password',
    codeSubtitle: 'It replaces the old one, and every open session ends.',
    doneTitle: 'All set',
    done: 'Your password has been reset.',
    logInAgain: 'Login again',
    expiredTitle: 'This link no longer works',
    expired: 'A reset link works once, for one hour, and a newer one replaces it. Nothing was changed.',
    missingTitle: 'Open the link in your email',
    missing: 'This page works with the link that we sent to you. Open that link once more, or ask for another.',
    askAgain: 'Ask for a new link',
  },

  invitation: {
    title: 'Complete your registration',
    byWhom: (who: string, into: string) => `${who} invites you to join ${into}.`,
    byNobody: (into: string) => `You are invited to join ${into}.`,
    staffByWhom: (who: string) => `${who} invites you to run this portal with the team.`,
    staffByNobody: 'You are invited to run this portal with the team.',
    facts: 'Your invitation',
    email: 'Email',
    invitedBy: 'Invited by',
    organization: 'Organization',
    role: 'Role',
    roles: { owner: 'Owner', approver: 'Approver', auditor: 'Auditor' } as Record<string, string>,
    until: 'Valid until',
    moves: (email: string, into: string) =>
      `There is an account of ${email} already. It moves into ${into}, and the password you choose here replaces its password.`,
    submit: 'Complete registration',
    doneTitle: (firstName: string) => `Welcome, ${firstName}`,
    done: 'You can now log in.',
    moved: (into: string) => `Your account is in ${into} now. Log in with the password you just chose.`,
    elsewhereTitle: 'This account belongs elsewhere',
    elsewhere: (email: string, into: string) =>
      `${email} has an account that cannot move into ${into}: it is in another organization, or not in use. Nothing was changed. Write to the portal’s team if you want it moved, or ask for an invitation to another address.`,
    expiredTitle: 'This invitation no longer works',
    expired: 'It has expired, was already used, or was taken back. Ask whoever invited you for a new one.',
    missingTitle: 'Open the link in your email',
    missing: 'An invitation works with the link that we sent to you. Open that link once more.',
    loggedInAs: (name: string) => `You are logged in as ${name} here. Going on ends that session.`,
  },

  replace: {
    title: 'Choose a password of your own',
    subtitle: 'Somebody else set the one you logged in with. Choose one that only you know; then you go on.',
    submit: 'Change password',
    notYou: 'Not now?',
    logOut: 'Log out',
  },

  profile: {
    title: 'Profile settings',
    subtitle: (email: string) => `You log in as ${email}.`,

    names: 'Name',
    namesText: 'How teammates and the people who decide your requests see you.',
    save: 'Save',
    saved: 'Saved.',

    password: 'Password',
    passwordText: 'Changing it ends your other sessions, and we tell you by email that it was changed.',
    change: 'Change password',
    changed: 'Your password has been changed. Your other sessions have ended, and an email is on its way.',

    sessions: 'Sessions',
    sessionsText: 'Where you are logged in. End whatever you do not recognize, then change your password.',
    current: 'This session',
    device: (browser: string, system: string) => `${browser} on ${system}`,
    unknownDevice: 'Unknown device',
    addressUnknown: 'Address unknown',
    since: 'logged in',
    end: 'End',
    ended: (device: string) => `Ended: ${device}.`,
    endOthers: 'Log out other sessions',
    othersEnded: 'All other sessions have ended.',
    noOthers: 'You are logged in nowhere else.',
    loadingSessions: 'Loading your sessions',

    remove: 'Delete this profile',
    removeText: 'For good, with everything that belongs to you alone.',
    removeDialogTitle: 'Delete this profile for good?',
    removeGoes: 'What goes',
    removeList: [
      'Your account: name, email address and password',
      'Every session, this one included',
      'Your requests that nobody has decided yet are withdrawn',
    ],
    removeForever: 'This cannot be undone. You may register again later, as somebody new.',
    removePassword: 'Password',
    removeSubmit: 'Delete profile',
    removedTitle: 'Your profile is deleted',
    removed: 'Your account and your sessions are gone. Thank you for having been here.',
  },

  confirmAddress: {
    title: 'Confirm your email address',
    text: (email: string) => `We sent a link to ${email}. Until you have followed it you can only look around.`,
    again: 'Send the mail again',
    sent: 'The mail is on its way. Its link replaces the one before.',
    step: 'Your confirmation',
    first: 'Confirm your email address first. The link is in the mail we sent you.',
  },
}
