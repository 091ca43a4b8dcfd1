// The console's sentences about catalogues: whom they are shown to, and why somebody sees a product or does not.
import type { CatalogueVisibility, Explanation } from '#server/features/catalogues/schema.ts'
import type { ProductState } from '#server/features/products/schema.ts'

const figure = (amount: number) => amount.toLocaleString('en')
const count = (amount: number, one: string, more: string) => `${figure(amount)} ${amount === 1 ? one : more}`

export const catalogueWords = {
  visibilities: {
    public: { name: 'Public', sentence: 'Anyone sees it, signed in or not.', audience: 'Anyone' },
    private: { name: 'Private', sentence: 'Anyone who is signed in sees it.', audience: 'Anyone signed in' },
    restricted: {
      name: 'Teams and organizations',
      sentence: 'Only people of the teams and organizations named here see it.',
      audience: '',
    },
  } satisfies Record<CatalogueVisibility, { name: string; sentence: string; audience: string }>,

  fields: {
    name: 'Name',
    nameHint: 'Developers read it where they choose a catalogue.',
    visibility: 'Visibility',
    audience: 'Audience',
    organizations: 'Organizations',
    teams: 'Teams',
    products: 'Products',
    plans: 'Plans',
  },

  finding: {
    none: 'Nothing found.',
    failed: 'The search did not work. Type again to repeat it.',
    found: (amount: number) => `${count(amount, 'result', 'results')}, arrow keys to choose.`,
  },

  audience: {
    list: 'Who is named',
    placeholder: 'Search organizations and teams',
    hint: 'A person sees it who is in any of them.',
    empty: 'Nobody sees this catalogue: no organization and no team is named.',
    nobody: 'Nobody',
    organization: 'Organization',
    team: 'Team',
    remove: (name: string) => `Remove ${name}`,
    organizations: (amount: number) => count(amount, 'organization', 'organizations'),
    teams: (amount: number) => count(amount, 'team', 'teams'),
    kept: 'It counts again when the visibility is “Teams and organizations”.',
  },

  choices: {
    chosen: (amount: number) => `${figure(amount)} chosen`,
    chosenFirst: 'Chosen',
    others: 'Others',
    showAll: (amount: number) => `Show all ${figure(amount)} chosen`,
    noMatch: 'Nothing fits this search.',
    loading: 'Loading',
  },

  products: {
    search: 'Search products',
    none: 'There is no API product yet.',
  },

  plans: {
    search: 'Search plans',
    hint: 'Every plan applies to all of its products.',
    none: 'There is no plan yet.',
  },

  list: {
    title: 'Catalogues',
    subtitle: 'Which products are offered to whom, and under which plans',
    list: 'Catalogues',
    loading: 'Loading catalogues',
    failedTitle: 'The catalogues could not be loaded',
    searchHint: 'Name',
    name: 'Name',
    visibility: 'Visibility',
    audience: 'Audience',
    products: 'Products',
    plans: 'Plans',
    created: 'Created',
    any: 'All',
    previewAs: 'Preview as',
    why: 'Why can somebody (not) see it?',
    emptyTitle: 'No catalogues yet',
    emptyText:
      'A catalogue offers products under plans to everybody, to whoever is signed in, or to the teams and organizations that you name. A product that is in none is seen by nobody.',
    emptyTextAuditor: 'Catalogues appear here as soon as a portal admin adds one.',
    noMatchTitle: 'No catalogue matches',
    noMatchText: 'No catalogue fits this search and this filter together.',
  },

  add: { title: 'Add catalogue', text: 'It is open to its audience as soon as it is saved, in open pages too.' },

  editing: {
    form: 'Edit catalogue',
    title: (name: string) => `Edit ${name}`,
    text: 'It holds at once, in open pages too.',
    changedBy: (name: string) => `${name} changed this catalogue meanwhile.`,
  },

  deleting: {
    title: (name: string) => `Delete ${name}?`,
    lines: ({ orphans, carts }: { orphans: number; carts: number }) => [
      orphans === 0
        ? 'every product of it stays in another catalogue, or it has none'
        : `${count(orphans, 'product is', 'products are')} in no other catalogue and seen by nobody then`,
      carts === 0
        ? 'no cart is touched'
        : `${count(carts, 'person loses', 'people lose')} what they have of it in their cart`,
    ],
  },

  catalogue: {
    kind: 'Catalogue',
    loading: 'Loading the catalogue',
    failedTitle: 'This catalogue could not be loaded',
    notFoundTitle: 'There is no such catalogue',
    notFoundText: 'The link may be mistyped, or the catalogue was deleted.',
    deletedTitle: (name: string) => `${name} was deleted`,
    deletedText: 'Its products and plans are still there; other catalogues may have them.',
    whoSees: 'Who sees it',
    products: (amount: number) => `Products (${figure(amount)})`,
    plans: (amount: number) => `Plans (${figure(amount)})`,
    noProducts: 'It has no products, so there is nothing to see.',
    noPlans: 'It has no plans, so nobody can ask for access.',
    whyShort: 'Who sees it?',
    previewAs: (name: string) => `Preview as ${name}`,
    showAll: (amount: number) => `Show all ${figure(amount)}`,
    acts: { 'catalogue.added': 'added this catalogue', 'catalogue.edited': 'changed it' } as Record<string, string>,
  },

  /** On the pages of organizations, teams and invite codes, and in the review queue. */
  places: {
    title: 'Catalogues that its people see',
    products: (amount: number) => count(amount, 'product', 'products'),
    none: 'Its people see no product yet.',
    deleted: (amount: number) =>
      amount === 0
        ? 'no catalogue names it in its audience'
        : `${count(amount, 'catalogue', 'catalogues')} no longer ${amount === 1 ? 'names' : 'name'} it in ${amount === 1 ? 'its' : 'their'} audience`,
    opensLine: (amount: number) =>
      amount === 0
        ? 'It opens no catalogue beyond the public ones.'
        : `It opens ${count(amount, 'catalogue', 'catalogues')} beyond the public ones.`,
    opens: (amount: number) =>
      amount === 0
        ? 'open no catalogue beyond the public ones'
        : `open ${count(amount, 'catalogue', 'catalogues')} beyond the public ones`,
  },

  preview: {
    title: 'Preview as',
    titleOf: (name: string) => `Preview as ${name}`,
    subtitle: 'The portal’s catalogues through the eyes of an organization or a team',
    organization: 'Organization',
    team: 'Team',
    findOrganization: 'Search organizations',
    findTeam: 'Search its teams',
    teamHint: 'Optional: without one, as somebody who is only in the default team.',
    anyTeam: 'The default team only',
    search: 'Search',
    searchHint: 'Names, summaries, tags, operations',
    choose: 'Choose an organization',
    chooseText: 'You then see the very cards that its people see in the portal, no more and no less.',
    loading: 'Loading what they see',
    failedTitle: 'The preview could not be loaded',
    seen: (name: string) => `What ${name} sees`,
    emptyTitle: (name: string) => `${name} sees no product`,
    emptyText:
      'No public or private catalogue has a published product, and no catalogue with one names it in its audience.',
    noMatchTitle: 'No product matches',
    noMatchText: (search: string) => `They see nothing that has “${search}” in it.`,
    clearSearch: 'Clear the search',
    gone: 'There is no such organization any more. Choose another one.',
  },

  why: {
    title: 'Why can this person (not) see it?',
    subtitle: 'Every rule between a person and a product, in the order in which they are asked',
    link: 'What can this person see?',
    person: 'Person',
    product: 'Product',
    findPerson: 'Search by name or email',
    findProduct: 'Search products',
    visitor: 'A visitor',
    visitorHint: 'Anybody, not logged in',
    choose: 'Choose a product',
    chooseText: 'You then see rule by rule whether it is shown, and where to change that.',
    loading: 'Asking the rules',
    failedTitle: 'The rules could not be asked',
    notFoundTitle: 'There is no such person or product',
    notFoundText: 'One of them may have been deleted. Choose again.',
    rules: 'The rules',
    who: 'Who it is about',
    email: 'Email',
    organization: 'Organization',
    staff: 'None: a portal admin',
    teams: 'Teams',
    none: 'None',
    standings: { holds: 'Holds', fails: 'Does not hold', 'not-needed': 'Not needed' },
    can: (name: string, product: string) => `${name} can see ${product}`,
    cannot: (name: string, product: string, because: string) => `${name} cannot see ${product}: ${because}`,

    portal: {
      title: 'The portal lets them in',
      public: 'The portal is public: anybody may look around.',
      private: (name: string) => `The portal is private, and ${name} can log in.`,
      staff: 'Staff see the portal whatever its visibility is.',
      closed: 'The portal is private: who cannot log in sees nothing of it.',
      hidden: 'The portal is hidden: only staff see it.',
      becauseClosed: (reason: string) => `the portal is private, and ${reason}`,
      becauseHidden: 'the portal is hidden from everybody but staff',
      link: 'General settings',
    },
    signsIn: {
      title: 'They can log in',
      yes: (name: string) => `${name} can log in.`,
      /** why not, as part of a sentence */
      because: {
        visitor: () => 'a visitor is not logged in',
        'sign-in-off': () => 'signing in is switched off',
        waiting: (name) => `${name}’s registration waits for approval`,
        rejected: (name) => `${name}’s registration was rejected`,
        invited: (name) => `${name} has not accepted the invitation yet`,
        'not-invited': (name) => `${name} has no password and no invitation`,
        deactivated: (name) => `${name} is deactivated`,
      } satisfies Record<NonNullable<Explanation['signsIn']['because']>, (name: string) => string>,
      onlyPublic: 'Only public catalogues are seen without.',
      notNeeded: 'That does not matter here: a public catalogue has the product.',
      link: (name: string) => `${name}’s page`,
    },
    published: {
      title: 'The product is published',
      states: {
        draft: 'It is a draft, and drafts are shown to nobody.',
        published: 'It is published.',
        deprecated: 'It is deprecated, which is shown with a note.',
      } satisfies Record<ProductState, string>,
      because: 'it is a draft',
      link: 'The product’s page',
    },
    catalogues: {
      title: 'A catalogue shows it to them',
      inNone: 'It is in no catalogue.',
      some: (shown: number, all: number) =>
        `${figure(shown)} of its ${count(all, 'catalogue', 'catalogues')} ${shown === 1 ? 'does' : 'do'}.`,
      none: (all: number) =>
        all === 1 ? 'Its only catalogue does not.' : `None of its ${figure(all)} catalogues does.`,
      becauseInNone: 'it is in no catalogue',
      becauseNone: (name: string, all: number) =>
        all === 1
          ? `its only catalogue is not shown to ${name}`
          : `none of its ${figure(all)} catalogues is shown to ${name}`,
      link: 'Open',
      openOf: (name: string) => `Open ${name}`,
      addLink: 'Catalogues',
      public: 'Public: anyone sees it.',
      staff: 'Staff see every catalogue.',
      private: 'Private: anyone signed in sees it.',
      privateNot: 'Private: only who is signed in sees it.',
      through: (places: string) => `Shown to them through ${places}.`,
      place: { team: (name: string) => `the team ${name}`, organization: (name: string) => `the organization ${name}` },
      empty: 'Its audience is empty: it is shown to nobody.',
      named: (named: number) =>
        `Shown only to ${count(named, 'team or organization', 'teams and organizations')}, and they are in none of them.`,
      namedVisitor: (named: number) =>
        `Shown only to ${count(named, 'team or organization', 'teams and organizations')}, to people who are signed in.`,
      and: ' and ',
    },
  },
}
