// The API products of the demo, on documents whose authors and licences are in documents/SOURCES.md.
import type { CatalogueVisibility } from '#server/features/catalogues/schema.ts'
import type { PlanTerms } from '#server/features/plans/schema.ts'
import type { ProductState } from '#server/features/products/schema.ts'

export interface DemoApi {
  name: string
  baseUrl: string
  /** within the product's folder */
  file?: string
}

export interface DemoProduct {
  /** below documents/, with description, guides and picture; null: not written yet */
  folder: string | null
  name: string
  summary: string
  tags: string[]
  /** what the picture shows */
  pictureText: string
  apis: DemoApi[]
  state: ProductState
}

export const products: DemoProduct[] = [
  {
    folder: 'galaxy-sandbox',
    name: 'Galaxy Sandbox',
    summary: 'Planets to try things out on: a whole API with nothing real behind it.',
    tags: ['sandbox', 'getting started'],
    pictureText: 'A sun with three planets on their orbits, one of them with a ring.',
    apis: [{ name: 'Galaxy', baseUrl: 'https://galaxy.scalar.com', file: 'openapi.yaml' }],
    state: 'published',
  },
  {
    folder: 'fleet-tracking',
    name: 'Fleet Tracking',
    summary: 'Where vehicles are and were: positions, geofences, trips and reports.',
    tags: ['logistics', 'location', 'iot'],
    pictureText: 'A road map with a dotted route between three pins.',
    apis: [{ name: 'Tracking', baseUrl: 'https://demo.traccar.org/api', file: 'openapi.json' }],
    state: 'published',
  },
  {
    folder: 'public-holidays',
    name: 'Public Holidays',
    summary: 'All public holidays of Canada and its provinces, in English and French.',
    tags: ['calendar', 'open data'],
    pictureText: 'A calendar page with three days marked red.',
    apis: [{ name: 'Holidays', baseUrl: 'https://canada-holidays.ca', file: 'openapi.json' }],
    state: 'published',
  },
  {
    folder: 'webhook-inbox',
    name: 'Webhook Inbox',
    summary: 'A place to send webhooks to while there is no server to receive them.',
    tags: ['testing', 'webhooks'],
    pictureText: 'A tray with three arrows that point into it.',
    apis: [{ name: 'Baskets', baseUrl: 'https://rbaskets.in', file: 'openapi.json' }],
    state: 'deprecated',
  },
  {
    folder: 'sms-messages',
    name: 'SMS Messages',
    summary: 'Text messages to 190 countries, with replies and delivery states.',
    tags: ['messaging', 'notifications'],
    pictureText: 'Three speech bubbles of a conversation.',
    apis: [{ name: 'Messages', baseUrl: 'https://unify.apideck.com', file: 'openapi.json' }],
    state: 'published',
  },
  {
    folder: 'colour-names',
    name: 'Colour Names',
    summary: 'The name that a person would say for a colour, out of thirty thousand.',
    tags: ['design', 'open data'],
    pictureText: 'Ten stripes of colour from dark blue over green and yellow to plum.',
    apis: [{ name: 'Colours', baseUrl: 'https://api.color.pizza/v1', file: 'openapi.json' }],
    state: 'published',
  },
  {
    folder: 'fixed-assets',
    name: 'Fixed Assets',
    summary: 'What a company owns and what it is still worth, ready for the ledger.',
    tags: ['finance', 'accounting'],
    pictureText: 'Nine bars that get shorter from left to right under a falling line.',
    apis: [{ name: 'Assets', baseUrl: 'https://api.xero.com/assets.xro/1.0', file: 'openapi.json' }],
    state: 'published',
  },
  {
    folder: 'bank-feeds',
    name: 'Bank Feeds',
    summary: 'Bank statements, delivered into the books of your customers every morning.',
    tags: ['finance', 'banking', 'partners'],
    pictureText: 'A bank on the left sends coins along a line to a statement on the right.',
    apis: [
      { name: 'Bank Feeds', baseUrl: 'https://api.xero.com/bankfeeds.xro/1.0', file: 'bank-feeds.json' },
      { name: 'Identity', baseUrl: 'https://api.xero.com', file: 'identity.json' },
    ],
    state: 'published',
  },
  {
    folder: null,
    name: 'Road Weather',
    summary: 'Ice, fog and wind on the road ahead. We are still writing this one.',
    tags: ['logistics', 'weather'],
    pictureText: '',
    apis: [{ name: 'Road Weather', baseUrl: 'https://api.fjordlight.example/road-weather/v1' }],
    state: 'draft',
  },
]

export const plans: PlanTerms[] = [
  {
    name: 'Sandbox',
    description: 'To try things out. The key is yours at once.',
    requestsPerSecond: 5,
    quota: 10_000,
    quotaPeriod: 'month',
    keyLifetimeDays: 90,
    needsApproval: false,
  },
  {
    name: 'Standard',
    description: 'For an app that people use. We look at what it is for.',
    requestsPerSecond: 50,
    quota: 1_000_000,
    quotaPeriod: 'month',
    keyLifetimeDays: 365,
    needsApproval: true,
  },
  {
    name: 'Event weekend',
    description: 'For hackathons: generous, and over on Monday.',
    requestsPerSecond: 20,
    quota: 50_000,
    quotaPeriod: 'day',
    keyLifetimeDays: 3,
    needsApproval: false,
  },
  {
    name: 'Partner',
    description: 'By agreement, without a quota, and with a person to call.',
    requestsPerSecond: 200,
    quota: null,
    quotaPeriod: null,
    keyLifetimeDays: null,
    needsApproval: true,
  },
]

export interface DemoCatalogue {
  name: string
  visibility: CatalogueVisibility
  audience?: { organizations: string[]; teams: string[] }
  products: string[]
  plans: string[]
}

export const catalogues: DemoCatalogue[] = [
  {
    name: 'Open catalogue',
    visibility: 'public',
    products: ['Galaxy Sandbox', 'Public Holidays', 'Colour Names', 'Webhook Inbox', 'Fleet Tracking'],
    plans: ['Sandbox', 'Standard', 'Event weekend'],
  },
  {
    name: 'Business catalogue',
    visibility: 'private',
    products: ['Fleet Tracking', 'SMS Messages', 'Fixed Assets', 'Road Weather'],
    plans: ['Sandbox', 'Standard'],
  },
  {
    name: 'Partner catalogue',
    visibility: 'restricted',
    audience: { organizations: ['Baobab Pay'], teams: ['Payments'] },
    products: ['Bank Feeds', 'Fixed Assets', 'SMS Messages'],
    plans: ['Partner'],
  },
]
