// The threads that run MJML: they must never hold up the server, and never be missed for long.
import { once } from 'node:events'
import type { Worker } from 'node:worker_threads'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { checkWording } from '#emails/check.ts'
import { compilers } from '#emails/compile.ts'
import { readDefault } from '#emails/sources.ts'

const { mails: compileMjml } = compilers

const mail = (words: string, head = '') =>
  `<mjml><mj-head>${head}</mj-head><mj-body><mj-section><mj-column>${words}</mj-column></mj-section></mj-body></mjml>`
const words = (text: string) => mail(`<mj-text>${text}</mj-text>`)
let serial = 0
/** Each rule is compared with each element, which takes minutes; never the same source twice. */
const endless = () =>
  mail(
    `<mj-text>${serial++}${'<p><b><i>x</i></b></p>'.repeat(5_000)}</mj-text>`,
    `<mj-style inline="inline">${Array.from({ length: 5_000 }, (_, at) => `p b i:not(.a${at}) { margin: ${at}px }`).join('')}</mj-style>`,
  )

beforeAll(() => compileMjml(words('first')), 60_000)

test('the same source is the same HTML, byte for byte', async () => {
  const compiled = await compileMjml(words('same'))
  expect(await compileMjml(words('same'))).toBe(compiled)
  // Once more from the beginning: others have pushed it out.
  for (let at = 0; at < 100; at++) await compileMjml(words(`other ${at}`))
  const again = await compileMjml(words('same'))
  expect(again).not.toBe(compiled)
  expect(again).toEqual(compiled)
})

test('a mail waits for nothing that authors try, nor is it pushed out by it', async () => {
  const sent = await compileMjml(words('sent'))
  const started: Promise<unknown[]> = once(process, 'worker')
  // Longer than the mail takes on any machine.
  const tried = compilers.authors(endless(), 600)
  const [author] = (await started) as [Worker]
  await once(author, 'message')
  const mailed = compileMjml(words('mailed meanwhile'))
  expect(await Promise.race([tried, mailed])).toMatchObject({ html: expect.stringContaining('meanwhile') as string })
  // Of a thread that is killed a second one finishes the work; it is killed before it begins.
  process.once('worker', (second: Worker) => void second.terminate())
  await author.terminate()
  await expect(tried).rejects.toThrow('again and again')
  for (let at = 0; at < 101; at++) await compilers.authors(words(`tried ${at}`))
  expect(await compileMjml(words('sent'))).toBe(sent)
})

test('what goes on and on is stopped, the server answers meanwhile, and what waited for the thread is done after', async () => {
  let turns = 0
  const turning = setInterval(() => turns++, 1)
  onTestFinished(() => clearInterval(turning))
  const stopped = compileMjml(endless(), 1)
  const next = compileMjml(words('next'))
  expect(await stopped).toEqual({ tooMuch: true })
  expect(turns).toBeGreaterThan(10)
  expect(await next).toMatchObject({ errors: [], html: expect.stringContaining('next') as string })
})

test('an author is told that MJML takes too long', async () => {
  const layout = {
    body: endless().replace(/<mj-text>[^]*<\/mj-text>/, '{{> body}}<mj-text>{{why}}</mj-text>'),
    text: '{{> body}}{{why}}',
  }
  const source = await readDefault('account-deactivated')
  const body = `<mj-text>${'<p><b><i>x</i></b></p>'.repeat(1_500)}</mj-text>`
  const problems = await checkWording('account-deactivated', { ...source, body }, layout)
  expect(problems).toContainEqual(
    expect.objectContaining({
      field: 'body',
      severity: 'error',
      sentence: expect.stringContaining('too long') as string,
    }),
  )
})

test('a thread that is killed in the middle is replaced, and finishes what it had begun', async () => {
  expect(await compileMjml(endless(), 0.01)).toEqual({ tooMuch: true })
  const started: Promise<unknown[]> = once(process, 'worker')
  const compiling = compileMjml(words('killed'))
  const [worker] = (await started) as [Worker]
  const second: Promise<unknown[]> = once(process, 'worker')
  // Loading MJML is the middle that lasts.
  await once(worker, 'online')
  await worker.terminate()
  await second
  expect(await compiling).toMatchObject({ errors: [], html: expect.stringContaining('killed') as string })
})

test('what is too deep for the stack, and MJML that is none, are told and not thrown', async () => {
  const deep = await compileMjml(words('<b>'.repeat(20_000) + '</b>'.repeat(20_000)))
  expect('tooMuch' in deep || deep.errors.length === 0).toBe(true)
  for (const source of ['', 'words', '<mj-body />', '<mjml></mjml>'])
    expect(await compileMjml(source)).toHaveProperty('errors')
  expect(await compileMjml(words('after'))).toMatchObject({ errors: [] })
})
