// The console's sentences about organizations and teams. In a file of their own, next to people.ts.

const count = (amount: number, one: string, more: string) =>
  `${amount.toLocaleString('en')} ${amount === 1 ? one : more}`

export const placesWords = {
  default: 'Default',
  add: 'Add',
  save: 'Save',
  rename: 'Rename',
  delete: 'Delete',
  deleted: 'Deleted',
  search: 'Search',
  filters: 'Filters',
  clear: 'Clear filters',
  clearSearch: 'Clear the search',
  breadcrumbs: 'Where this page is',
  overview: 'Overview',
  portal: 'The portal',

  members: {
    title: 'Members',
    listOf: (place: string) => `Members of ${place}`,
    loading: 'Loading the members',
    failedTitle: 'The members could not be loaded',
    name: 'Name',
    status: 'Status',
    role: 'Role',
    left: 'No longer here',
    newestFirst: 'The newest accounts first. The rest is in the list of users.',
    showAll: 'Show in Users',
  },

  history: { title: 'History', empty: 'Nothing has been recorded yet.' },

  renaming: {
    text: 'It holds at once, in open tabs too.',
    changedTitle: 'Somebody else renamed it meanwhile.',
    isNow: (name: string) => `It is now called “${name}”. Saving replaces that.`,
    takeTheirs: 'Take theirs',
  },

  deleting: {
    forever: 'This cannot be taken back. What was done there stays in the record.',
    counting: 'Counting what it would do',
    will: 'Deleting it means',
    gone: 'Somebody else deleted it meanwhile.',
  },

  organizations: {
    title: 'Organizations',
    subtitle: 'The companies in the portal, each with its teams and users',
    list: 'Organizations',
    loading: 'Loading organizations',
    failedTitle: 'The organizations could not be loaded',
    searchHint: 'Name',
    name: 'Name',
    members: 'Members',
    superAdmins: 'Super admins',
    teams: 'Teams',
    invitations: 'Open invitations',
    created: 'Created',
    emptyTitle: 'No organizations yet',
    emptyText: 'An organization appears here as soon as somebody adds one or a request is approved.',
    noMatchTitle: 'No organization matches',
    noMatchText: (search: string) => `None has “${search}” in its name.`,
    addTitle: 'Add organization',
    addText: 'It gets a default team, which everybody in it belongs to.',
    field: 'Organization name',
  },

  organization: {
    kind: 'Organization',
    loading: 'Loading the organization',
    failedTitle: 'This organization could not be loaded',
    notFoundTitle: 'There is no such organization',
    notFoundText: 'The link may be mistyped, or the organization was deleted.',
    deletedTitle: (name: string) => `${name} was deleted`,
    deletedText: 'Its people are in the default organization now, and its teams are gone.',
    defaultStays: 'The default organization holds everybody who belongs to no company. It can be renamed, not deleted.',
    noSuperAdmin: 'None yet',
    invitations: 'Invitations',
    open: (figure: string) => `${figure} open`,
    request: 'Request',
    openRequest: 'Approved request',
    requestBy: 'by',
    addedByStaff: 'Added by a portal admin',
    isDefault: 'Made at the first start',
    canBeUndone: 'Its approval can still be undone',
    inviteLater: 'Nobody is invited into it until then.',
    seconds: (amount: number) => `${amount} s`,
    teamsLoading: 'Loading the teams',
    addTeam: 'Add team',
    noMembersTitle: 'Nobody is in it yet',
    noMembersText: 'Put users into it from their pages, or add new ones under Users.',
    renameTitle: (name: string) => `Rename ${name}`,
    renameText:
      'Its default team is renamed with it, unless it was given a name of its own. It holds at once, in open tabs too.',
    deleteTitle: (name: string) => `Delete ${name}?`,
    deleteLines: ({ members, teams, invitations }: { members: number; teams: number; invitations: number }) => [
      members === 0
        ? 'nobody moves: it has no members'
        : `${count(members, 'person goes', 'people go')} to the default organization as ${members === 1 ? 'team member, told' : 'team members, each told'} by a mail`,
      `${count(teams, 'team is', 'teams are')} deleted`,
      invitations === 0
        ? 'no invitation is open'
        : `${count(invitations, 'open invitation dies', 'open invitations die')}: ${invitations === 1 ? 'its link' : 'their links'} stop${invitations === 1 ? 's' : ''} working`,
    ],
    acts: {
      'organization.added': 'added this organization',
      'review.approved': 'approved the request it came from',
      'review.auto-approved': 'made it at once, as the setting says',
      'organization.renamed': 'renamed it',
    } as Record<string, string>,
  },

  teams: {
    title: 'Teams',
    subtitle: 'Groups of users inside the organizations',
    list: 'Teams',
    listOf: (organization: string) => `Teams of ${organization}`,
    loading: 'Loading teams',
    failedTitle: 'The teams could not be loaded',
    searchHint: 'Team or organization',
    name: 'Name',
    organization: 'Organization',
    anyOrganization: 'All',
    chooseOrganization: 'Choose an organization',
    members: 'Members',
    created: 'Created',
    emptyTitle: 'No teams yet',
    emptyText: 'Every organization comes with a default team; more are listed here as they are added.',
    noMatchTitle: 'No team matches',
    noMatchText: 'No team fits this search and these filters together.',
    addTitle: 'Add team',
    addText: 'It starts empty. Put people into it from their pages.',
    field: 'Name',
  },

  team: {
    kind: 'Team',
    loading: 'Loading the team',
    failedTitle: 'This team could not be loaded',
    notFoundTitle: 'There is no such team',
    notFoundText: 'The link may be mistyped, or the team was deleted.',
    deletedTitle: (name: string) => `${name} was deleted`,
    deletedText: 'Who was in it is in the organization’s other teams as before.',
    defaultStays: (organization: string) =>
      `The default team: everybody in ${organization} is in it. It can be renamed, not deleted.`,
    noMembersTitle: 'Nobody is in it yet',
    noMembersText: (organization: string) => `Put people of ${organization} into it from their pages.`,
    renameTitle: (name: string) => `Rename ${name}`,
    deleteTitle: (name: string) => `Delete ${name}?`,
    deleteLines: ({ members }: { members: number }, organization: string) => [
      members === 0
        ? 'nobody is touched: it has no members'
        : `${count(members, 'person leaves the team and stays', 'people leave the team and stay')} in ${organization}`,
    ],
    acts: {
      'team.added': 'added this team',
      'team.renamed': 'renamed it',
    } as Record<string, string>,
  },
}
