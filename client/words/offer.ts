// The portal's sentences about API products, catalogues and the cart.

const number = new Intl.NumberFormat('en')
const count = (total: number, one: string, many: string) => `${number.format(total)} ${total === 1 ? one : many}`

export const offerWords = {
  catalogues: 'Catalogues',
  cart: 'Cart',

  card: {
    more: 'More info',
    deprecated: 'Deprecated',
    catalogues: 'In',
    tags: 'Tags',
    operations: 'Operations that match',
    operation: (operation: { method: string; path: string; summary: string }) =>
      `${operation.method} ${operation.path}${operation.summary && ` – ${operation.summary}`}`,
  },

  list: {
    subtitle: 'Find an API, see what it does, and on which plans it is offered.',
    search: 'Search',
    searchHint: 'Name, topic or operation',
    filters: 'Filters',
    catalogue: 'Catalogue',
    allCatalogues: 'All catalogues',
    tag: (tag: string) => `Tag: ${tag}`,
    clearTag: (tag: string) => `Remove the tag ${tag}`,
    clear: 'Clear filters',
    results: 'API products',
    found: (total: number, hasMore: boolean) =>
      hasMore ? `The first ${number.format(total)} API products` : count(total, 'API product', 'API products'),
    more: 'Show more',
    moreFailed: 'The rest could not be loaded. Try again.',
    loading: 'Loading the API products',
    failedTitle: 'The API products could not be loaded',
    gone: 'Not available any more',
    emptyTitle: 'No API products here yet',
    empty: 'As soon as one is offered to you, it appears on this page by itself.',
    emptyVisitor: 'Nothing is open to everybody at the moment. You may see more after logging in.',
    noMatchTitle: 'Nothing matches',
    noMatch: 'Try another word, or look through everything that is offered to you.',
    noMatchVisitor: 'Try another word. You may also see more after logging in.',
  },

  home: {
    products: 'API products',
    all: 'See all API products',
    search: 'Search the API products',
    submit: 'Search',
  },

  dashboard: {
    title: 'API products',
    text: 'Find an API, read what it does, and put what you need into your cart.',
    browse: 'Browse the catalogues',
  },

  product: {
    tabs: { overview: 'Overview', specification: 'API specification', 'get-started': 'Get started' },
    tabsLabel: 'About this API product',
    path: 'You are here',
    loading: 'Loading the API product',
    failedTitle: 'This API product could not be loaded',
    draft: 'Draft: only staff see this page.',
    goneTitle: 'This API product is not available any more',
    gone: 'It was withdrawn, or is not offered to you now. What else there is, is in the catalogues.',
    goneVisitor: 'It was withdrawn, or is not open to everybody now. You may still see it after logging in.',
    description: 'Description',
    noDescription: 'There is no description yet.',
    apis: 'APIs',
    noApis: 'No API is part of it yet.',
    baseUrl: 'Base URL',
    document: (document: { title: string; apiVersion: string; operationCount: number }) =>
      `${document.title} ${document.apiVersion}, ${count(document.operationCount, 'operation', 'operations')}`,
    plans: 'Catalogues and plans',
    plansHint: 'Every plan of a catalogue applies to all of its API products.',
    noCatalogues: 'It is in no catalogue yet.',
  },

  plans: {
    plan: 'Plan',
    label: (catalogue: string) => `Plans of ${catalogue}`,
    none: 'This catalogue has no plan yet.',
  },

  specification: {
    api: 'API',
    title: (api: string) => `${api}: API specification`,
    openAlone: 'Open in its own tab',
    download: 'Download',
    none: 'There is no OpenAPI document for this API yet. Its base URL is on the overview.',
    index: (api: string) => `Operations of ${api}`,
    heading: 'Operations',
    filter: 'Filter the operations',
    filterHint: 'Method, path or words',
    other: 'Other operations',
    noMatch: 'No operation matches.',
    noOperations: 'The document describes no operations.',
    loading: 'Loading the operations',
    failedTitle: 'The operations could not be loaded',
  },

  guides: {
    list: 'Guides',
    next: (title: string) => `Next: ${title}`,
    defaultTitle: 'How to call it',
    baseUrls: 'Send your requests to the base URL. What each path takes and answers is in the API specification.',
    access:
      'Access is given by catalogue. What you put into your cart from one catalogue shares one plan and one set of credentials.',
    plans:
      'The plan says how many requests you can send, how long a key works, and whether somebody has to approve it.',
  },

  access: {
    title: 'Access',
    catalogue: 'Catalogue',
    plans: 'Plans',
    needsApproval: 'Needs approval',
    atOnce: 'Access at once',
    add: 'Add to cart',
    inCart: 'In your cart',
    goToCart: 'Go to cart',
    remove: 'Remove',
    logIn: 'Log in to request access',
    logInHint: 'Your choice is kept.',
    unconfirmed: 'Confirm your email address first, then you can add this to your cart.',
    staff: 'You are a portal admin. Staff do not request access.',
    deprecated: 'This API product is deprecated: no new access is given.',
    draft: 'Nobody can ask for a draft.',
    noCatalogue: 'It is in no catalogue: nobody but staff sees it.',
  },

  cartPage: {
    title: 'Cart',
    loading: 'Loading your cart',
    failedTitle: 'Your cart could not be loaded',
    emptyTitle: 'Your cart is empty',
    empty: 'Add the API products that you need. Those of one catalogue go together.',
    products: (catalogue: string) => `API products from ${catalogue}`,
    remove: 'Remove',
    unavailable: 'Not available any more',
    unavailableText: 'It was withdrawn, or is not offered to you in this catalogue now.',
    unseen: 'You do not see this catalogue any more.',
  },
}
