// What an admin types over an API product: its fields, what they mean, and how they meet with what others saved. Pure.
import { productWords } from '#client/words/products.ts'
import { recordWords } from '#client/words/records.ts'
import type { DocumentFacts } from '#server/features/documents/schema.ts'
import {
  addProductInput,
  type AddProductInput,
  type Picture,
  type ProductDetail,
} from '#server/features/products/schema.ts'

const labels = productWords.fields

/** What keeps a document from being saved: it is on its way, or pasted and not checked. */
export type Pending = 'uploading' | 'unchecked'

export interface ApiFields {
  /** stays the same while the form is open */
  key: string
  /** undefined: a new one */
  id: string | undefined
  name: string
  baseUrl: string
  document: DocumentFacts | null
  pending: Pending | undefined
}

export interface ProductFields {
  name: string
  summary: string
  /** Markdown */
  description: string
  picture: Picture | null
  isPictureUploading: boolean
  tags: string[]
  apis: ApiFields[]
}

export const newApi = (): ApiFields => ({
  key: crypto.randomUUID(),
  id: undefined,
  name: '',
  baseUrl: '',
  document: null,
  pending: undefined,
})

/** What a new product starts with: room for one API. */
export const noProduct = (): ProductFields => ({
  name: '',
  summary: '',
  description: '',
  picture: null,
  isPictureUploading: false,
  tags: [],
  apis: [newApi()],
})

export function fieldsOf({ name, summary, description, picture, tags, apiList }: ProductDetail): ProductFields {
  return {
    name,
    summary,
    description,
    picture: picture && { ...picture },
    isPictureUploading: false,
    tags: [...tags],
    apis: apiList.map(({ document, ...api }) => ({
      ...api,
      key: api.id,
      document: document && { ...document },
      pending: undefined,
    })),
  }
}

/** An API of which nothing has been filled in is none. */
const isBlank = ({ id, name, baseUrl, document, pending }: ApiFields) =>
  id === undefined && name.trim() === '' && baseUrl.trim() === '' && document === null && pending === undefined

export const filledApis = (fields: ProductFields): ApiFields[] => fields.apis.filter((api) => !isBlank(api))

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
const contentsOf = ({ name, baseUrl, document }: ApiFields) => [name, baseUrl, document?.id ?? null]

/** Whether there is anything that saving would write. */
export function isChanged(mine: ProductFields, base: ProductFields): boolean {
  const written = ({ name, summary, description, picture, tags, ...fields }: ProductFields) => {
    const apis = filledApis(fields as ProductFields)
    return [name, summary, description, picture, tags, apis.map((api) => [api.id, ...contentsOf(api)])]
  }
  const isUnderWay = mine.isPictureUploading || mine.apis.some(({ pending }) => pending !== undefined)
  return isUnderWay || !same(written(mine), written(base))
}

export type ProductOutput = Omit<AddProductInput, 'requestId'>
const contents = addProductInput.omit({ requestId: true })
const nameMax = 60

/** Reads the fields as the server will. Problems are named by their field: `name`, `picture.text`, `apis.<key>.baseUrl`. */
export function readProduct(fields: ProductFields): {
  problems: Record<string, string>
  output: ProductOutput | undefined
} {
  const { name, summary, description, picture, tags } = fields
  const apis = filledApis(fields)
  const parsed = contents.safeParse({
    name,
    summary,
    description,
    picture,
    tags,
    apis: apis.map(({ id, name: typed, baseUrl, document }) => ({
      ...(id === undefined ? {} : { id }),
      name: typed.trim() || (document?.title ?? name).trim().slice(0, nameMax),
      baseUrl,
      documentId: document?.id ?? null,
    })),
  })
  const problems: Record<string, string> = {}
  for (const { path, message } of parsed.error?.issues ?? []) problems[nameOf(path, apis)] ??= message
  for (const { key, pending } of apis) if (pending) problems[`apis.${key}.document`] = productWords.editing[pending]
  if (fields.isPictureUploading) problems.picture = productWords.editing.pictureUploading
  return { problems, output: Object.keys(problems).length > 0 ? undefined : parsed.data }
}

function nameOf([field, at, part]: readonly PropertyKey[], apis: readonly ApiFields[]): string {
  if (field === 'apis' && typeof at === 'number') return `apis.${apis[at]!.key}.${String(part)}`
  return field === 'picture' && at === 'text' ? 'picture.text' : String(field)
}

/** The names of all fields, from the top of the form to its end. */
export const namesOf = ({ apis }: ProductFields): string[] => [
  ...['name', 'summary', 'description', 'picture', 'picture.text', 'tags', 'apis'],
  ...apis.flatMap(({ key }) => ['name', 'baseUrl', 'document'].map((part) => `apis.${key}.${part}`)),
]

const shownMax = 300
const shorten = (text: string) => (text.length > shownMax ? `${text.slice(0, shownMax)}…` : text)
const line = (label: string, value: string) => recordWords.theirs(label, shorten(value) || recordWords.empty)

export interface Merged {
  fields: ProductFields
  /** what both have changed, and differently, as lines that say what they set: mine is kept */
  theirs: string[]
}

/** Brings what was typed over `base` up to how the product is now: untouched fields follow, touched ones stay. */
export function mergeProducts(mine: ProductFields, base: ProductFields, theirs: ProductFields): Merged {
  const lines: string[] = []
  const pick = <T>(own: T, before: T, now: T, say: (now: T) => string): T => {
    if (same(own, before)) return now
    if (!same(now, before) && !same(now, own)) lines.push(say(now))
    return own
  }
  const text = (field: 'name' | 'summary' | 'description') =>
    pick(mine[field], base[field], theirs[field], (now) => line(labels[field], now))
  const fields: ProductFields = {
    name: text('name'),
    summary: text('summary'),
    description: text('description'),
    picture: pick(mine.picture, base.picture, theirs.picture, (now) => line(labels.picture, now?.text ?? '')),
    isPictureUploading: mine.isPictureUploading,
    tags: pick(mine.tags, base.tags, theirs.tags, (now) => line(labels.tags, now.join(', '))),
    apis: mergeApis(mine.apis, base.apis, theirs.apis, pick, lines),
  }
  return { fields, theirs: lines }
}

type Pick = <T>(own: T, before: T, now: T, say: (now: T) => string) => T

function mergeApis(mine: ApiFields[], base: ApiFields[], theirs: ApiFields[], pick: Pick, lines: string[]) {
  const byId = (apis: ApiFields[], id: string | undefined) => apis.find((api) => id !== undefined && api.id === id)
  const merged = theirs.flatMap((now): ApiFields[] => {
    const own = byId(mine, now.id)
    const before = byId(base, now.id)
    if (!before) return [now]
    if (!own) {
      if (!same(contentsOf(now), contentsOf(before))) lines.push(line(now.name, productWords.editing.changedApi))
      return []
    }
    const label = (part: string) => productWords.editing.partOf(before.name, part)
    const document = pick(own.document?.id, before.document?.id, now.document?.id, () =>
      line(label(labels.document), now.document?.title ?? ''),
    )
    return [
      {
        ...own,
        name: pick(own.name, before.name, now.name, (name) => line(label(labels.apiName), name)),
        baseUrl: pick(own.baseUrl, before.baseUrl, now.baseUrl, (url) => line(label(labels.baseUrl), url)),
        document: document === own.document?.id ? own.document : now.document,
      },
    ]
  })
  // What I added stays, and what they removed while I was changing it; that becomes a new one.
  const kept = mine.flatMap((own): ApiFields[] => {
    if (own.id === undefined) return [own]
    const before = byId(base, own.id)
    if (byId(theirs, own.id) || !before) return []
    if (same(contentsOf(own), contentsOf(before)) && own.pending === undefined) return []
    lines.push(line(before.name, productWords.editing.removedApi))
    return [{ ...own, id: undefined }]
  })
  return [...merged, ...kept]
}
