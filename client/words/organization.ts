// The sentences of a developer's organization: asking for one, the dashboard, its people. Shared words are in portal.ts and en.ts.

export const organizationWords = {
  create: 'Create an organization',
  inviteFirst: 'Invite your first user',
  roles: { super_admin: 'Super admin', team_member: 'Team member' },
  what: 'An organization is for people who work together: its super admins invite teammates, put them into teams and remove who has left.',

  menu: {
    label: 'Dashboard',
    mine: 'My dashboard',
    apps: 'My apps',
    dashboard: 'Dashboard',
    users: 'Users',
  },

  staff: {
    title: 'This page is for developers',
    text: 'You are a portal admin and belong to no organization. Users, teams and organizations are in the admin.',
  },

  request: {
    title: 'Create an organization',
    subtitle: 'For you and the people you work with.',
    name: 'Organization name',
    nameHint: 'As your teammates and our team know it. Two organizations never share a name.',
    submit: 'Create organization',
    next: 'What happens next',
    steps: [
      {
        title: 'Our team looks at it',
        text: 'Some names go through at once. Otherwise a person decides, and you watch the decision on this page.',
      },
      { title: 'You become its super admin', text: 'You leave the default organization and move into your own.' },
      {
        title: 'You invite teammates',
        text: 'By email, each with a role and teams; not before the organization is approved.',
      },
    ],
    offKept: 'It was switched off while you were here. What you typed stays; this page opens again by itself.',
    offReason: 'Switched off at the moment',

    pendingTitle: 'Your organization request is still pending',
    pending: (name: string) =>
      `Somebody on our team looks at ${name}. Until it is approved you stay where you are and cannot invite anybody.`,
    stay: 'You can close this page. It stays live while it is open, and we email you when it is decided.',
    progress: 'Progress of your request',

    createdTitle: "Success! You've created an organization",
    created: (name: string) => `You are the super admin of ${name} and can bring in the people you work with.`,
    renamed: (name: string, asked: string) =>
      `Our team approved it as ${name} instead of ${asked}. You are its super admin.`,

    rejectedTitle: 'Your organization request was not approved',
    rejected: (name: string) => `Somebody on our team has read your request for ${name} and decided against it.`,
    rejectedStays: 'Nothing else changes: you keep your account and stay where you are.',
    reason: 'What the reviewer wrote',
    again: 'Ask again',

    withdraw: 'Withdraw',
    withdrawTitle: 'Withdraw your request?',
    withdrawText: (name: string) => `Nobody will decide about ${name} any more. You can ask again at any time.`,
    withdrawn: 'Your request is withdrawn.',
    tooLate: 'It had been decided already when you wanted to withdraw it. This is the decision.',

    memberTitle: (name: string) => `You are in ${name} already`,
    member: 'An account belongs to one organization. To create another one, register with another address.',
    offTitle: 'Organizations cannot be registered at the moment',
    off: 'Our team has switched it off. This page opens by itself when that changes.',
    unconfirmedTitle: 'Confirm your email address first',
    unconfirmed: 'Then you can ask for an organization of your own. This page goes on by itself.',
  },

  settling: {
    text: 'Our team can still take the approval back.',
    wait: (seconds: number) => `You can invite people in ${seconds} s.`,
    held: 'Our team can still take the approval back. You can invite people in a moment.',
  },

  dashboard: {
    title: 'Dashboard',
    subtitle: (portal: string) => `What is yours at ${portal}.`,
    organization: 'Your organization',
    role: 'Your role',
    teams: 'Your teams',
    people: 'People',
    peopleCount: (registered: number, pending: number) =>
      pending === 0 ? `${registered} registered` : `${registered} registered, ${pending} pending`,
    since: 'Member since',
    users: 'See its users',
    invite: 'Invite new user',
    none: 'You have none of your own yet',
    noneText: 'You are in the default organization, where everybody is on their own.',
    off: 'Organizations cannot be registered at the moment.',
    pendingBadge: 'Pending',
    pending: (name: string) => `You asked for ${name}. Nobody has decided yet.`,
    rejected: (name: string) => `Your request for ${name} was not approved.`,
    follow: 'Follow your request',
    seeWhy: 'See why',
    account: 'Your account',
    name: 'Name',
    email: 'Email address',
    confirmed: 'Confirmed',
    notConfirmed: 'Not confirmed',
  },

  users: {
    title: 'Users',
    subtitle: (organization: string) => `Who belongs to ${organization}.`,
    list: 'Users',
    loading: 'Loading users',
    search: 'Search users',
    searchPlaceholder: 'Name or email',
    invite: 'Invite new user',
    name: 'Name',
    email: 'Email',
    role: 'Role',
    since: 'Member since',
    status: 'Status',
    actions: 'Actions',
    you: 'you',
    registered: 'Registered',
    pending: 'Pending',
    expires: 'expires',
    expired: 'expired',
    notOut: 'mail on its way',
    cut: 'These are the first 500. The search finds everybody.',
    noMatch: 'Nobody matches',
    noMatchText: (search: string) => `There is nobody here whose name or address contains “${search}”.`,
    clearSearch: 'Clear the search',
    whoInvites: (names: string) => `Super admins can invite, edit and remove people here: ${names}.`,
    whoInvitesNobody: 'Super admins can invite, edit and remove people here.',
    alone: 'You are the only one here so far. Whoever you invite shows up as pending until they have registered.',

    edit: 'Edit',
    remove: 'Remove',
    resend: 'Resend',
    revoke: 'Revoke invitation',

    strangersTitle: 'Here everybody is on their own',
    strangers: 'In the default organization people do not see each other.',
    pendingRequest: 'Your request for an organization waits for a decision.',
    unconfirmedTitle: 'Confirm your email address first',
    unconfirmed: 'Then you see who is in your organization.',
  },

  invite: {
    title: 'Invite new user',
    description: (organization: string) => `They get an email with a link that brings them into ${organization}.`,
    firstName: 'First name',
    lastName: 'Last name',
    email: 'Email',
    role: 'Role',
    roleHints: {
      super_admin: 'Can invite, edit and remove people.',
      team_member: 'Sees who is in the organization; cannot invite.',
    },
    teams: 'Teams',
    defaultTeam: 'Everybody is in it.',
    submit: 'Send invite',
    sent: (name: string, email: string) => `${name} is invited. The mail to ${email} is on its way.`,
    emptyEmail: 'Enter an email address.',
    demoted: 'You are a team member now. Only super admins can invite.',
    demotedReason: 'Only super admins can invite',
  },

  edit: {
    title: (name: string) => `Edit ${name}`,
    save: 'Save',
    saved: (name: string) => `${name} is saved.`,
    ownDemotion:
      'As a team member you can no longer invite, edit or remove anybody; only another super admin can undo that.',
    changed: 'Somebody else changed this person meanwhile. What you typed is kept; Save replaces what they wrote.',
    now: (name: string, role: string, teams: string) => `Now: ${name}, ${role}, ${teams}.`,
    gone: 'Meanwhile this person is not here any more.',
    goneInvitation: 'Meanwhile this invitation was accepted or revoked.',
    goneReason: 'Not here any more',
    demotedReason: 'Only super admins can do this',
  },

  remove: {
    title: (name: string, organization: string) => `Remove ${name} from ${organization}?`,
    ownTitle: (organization: string) => `Leave ${organization}?`,
    list: (firstName: string) => [
      `${firstName} goes to the default organization at once, in open tabs too`,
      'The account and its password stay',
      'The role and all teams here are gone',
    ],
    ownList: [
      'You go to the default organization at once, in your open tabs too',
      'You keep your account and your password',
      'Your role and teams here are gone; only a super admin can invite you again',
    ],
    mail: (firstName: string) => `We tell ${firstName} by email.`,
    submit: 'Remove',
    done: (name: string) => `${name} is removed.`,
    what: 'What happens',
  },

  revoke: {
    title: (name: string) => `Revoke the invitation of ${name}?`,
    text: (email: string) => `The link in the mail to ${email} stops working at once. You can invite them again.`,
    submit: 'Revoke invitation',
    done: (name: string) => `The invitation of ${name} is revoked.`,
  },

  resent: (email: string) => `A new mail to ${email} is on its way. The link in the one before no longer works.`,
}
