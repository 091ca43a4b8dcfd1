// What the demo offers: API products on real documents, plans, and the catalogues that show them.
import { randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Tx } from '#db/database.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { addCatalogue, editCatalogue } from '#server/features/catalogues/commands.ts'
import { checkDocument } from '#server/features/documents/check-document.ts'
import { addDocument, addPicture } from '#server/features/documents/commands.ts'
import { addPlan } from '#server/features/plans/commands.ts'
import { addProduct, setProductState } from '#server/features/products/commands.ts'
import { saveGuide } from '#server/features/products/guides.ts'
import { findOrganizationId, findTeamId } from './acts.ts'
import { actorOf, staff } from './people.ts'
import { catalogues, plans, products, type DemoCatalogue, type DemoProduct } from './products.ts'
import { daysAgo, type Story } from './story.ts'

/** Plans and products in the first days, one after the other; the catalogues when those that they name are there. */
export function addOffer(story: Story): void {
  for (const [index, plan] of plans.entries()) {
    story.at(daysAgo(35, `08:${10 + index * 4}`), async (tx) =>
      addPlan(tx, await actorOf(tx, staff.marta), { requestId: randomUUID(), ...plan }),
    )
  }
  for (const [index, product] of products.entries()) {
    story.at(daysAgo(35 - index * 2, '13:20'), async (tx) => addOne(tx, await actorOf(tx, staff.tomas), product))
    if (product.state !== 'draft')
      story.at(daysAgo(35 - index * 2, '15:05'), async (tx) => changeState(tx, product, 'published'))
    if (product.state === 'deprecated') story.at(daysAgo(4, '10:30'), (tx) => changeState(tx, product, 'deprecated'))
  }
  for (const catalogue of catalogues) {
    story.at(daysAgo(16, '16:00'), async (tx) => fillCatalogue(tx, await actorOf(tx, staff.tomas), catalogue))
  }
}

async function addOne(tx: Tx, actor: Actor, product: DemoProduct): Promise<void> {
  const { name, summary, tags, pictureText } = product
  const requestId = randomUUID()
  if (!product.folder) {
    const apis = product.apis.map(({ name, baseUrl }) => ({ name, baseUrl, documentId: null }))
    await addProduct(tx, actor, { requestId, name, summary, description: '', picture: null, tags, apis })
    return
  }
  const folder = join(import.meta.dirname, 'documents', product.folder)
  const apis = []
  for (const { name, baseUrl, file } of product.apis)
    apis.push({ name, baseUrl, documentId: await uploadDocument(tx, actor, join(folder, file!)) })
  const { id } = await addPicture(tx, actor, await readFile(join(folder, 'picture.png')))
  const picture = { id, text: pictureText }
  const description = await readFile(join(folder, 'description.md'), 'utf8')
  let row = await addProduct(tx, actor, { requestId, name, summary, description, picture, tags, apis })
  for (const guide of await readGuides(join(folder, 'guides')))
    row = await saveGuide(tx, actor, { id: row.id, version: row.version, ...guide })
}

async function uploadDocument(tx: Tx, actor: Actor, path: string): Promise<string> {
  const { document, problems } = checkDocument(await readFile(path, 'utf8'))
  if (!document) throw new Error(`${path}: ${problems[0]?.sentence}`)
  return (await addDocument(tx, actor, document)).id
}

/** Reads guides in the order of their file names; the first line of each is its title. */
async function readGuides(folder: string): Promise<{ title: string; body: string }[]> {
  const texts = await Promise.all((await readdir(folder)).sort().map((file) => readFile(join(folder, file), 'utf8')))
  return texts.map((text) => {
    const [heading = '', ...lines] = text.split('\n')
    return { title: heading.replace(/^# /, ''), body: lines.join('\n').trim() }
  })
}

async function changeState(tx: Tx, { name }: DemoProduct, state: 'published' | 'deprecated'): Promise<void> {
  const [row] = await tx<{ id: string; version: number }[]>`select id, version from products where name = ${name}`
  await setProductState(tx, await actorOf(tx, staff.tomas), { ...row!, state })
}

async function fillCatalogue(tx: Tx, actor: Actor, catalogue: DemoCatalogue): Promise<void> {
  const { name, visibility, audience } = catalogue
  const contents = {
    name,
    visibility,
    organizationIds: await Promise.all((audience?.organizations ?? []).map((one) => findOrganizationId(tx, one))),
    teamIds: await Promise.all((audience?.teams ?? []).map((one) => findTeamId(tx, one))),
    productIds: (await tx<{ id: string }[]>`select id from products where name = any(${catalogue.products})`).map(idOf),
    planIds: (await tx<{ id: string }[]>`select id from plans where name = any(${catalogue.plans})`).map(idOf),
  }
  // The public and the private one are there from the first start.
  const [made] = await tx<{ id: string; version: number }[]>`
    select id, version from catalogues where visibility = ${visibility} and visibility <> 'restricted'`
  if (made) await editCatalogue(tx, actor, { ...made, ...contents })
  else await addCatalogue(tx, actor, { requestId: randomUUID(), ...contents })
}

const idOf = ({ id }: { id: string }) => id
