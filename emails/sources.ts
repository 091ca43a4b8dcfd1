// The wordings that Gatehouse brings: the files in this folder, read once a process.
import { readFile } from 'node:fs/promises'
import type { LayoutSource, TemplateName, WordingSource } from './wording.ts'

const known = new Map<string, Promise<string>>()

/** A file that cannot be read is forgotten, so that the next mail tries again. */
function read(path: string): Promise<string> {
  const before = known.get(path)
  if (before) return before
  const reading = readFile(new URL(path, import.meta.url), 'utf8').then((text) => text.trimEnd())
  known.set(path, reading)
  reading.catch(() => known.delete(path))
  return reading
}

export async function readDefault(name: TemplateName): Promise<WordingSource> {
  const files = ['subject.txt', 'preview.txt', 'body.mjml', 'body.txt', 'why.txt']
  const [subject, preview, body, text, why] = await Promise.all(files.map((file) => read(`${name}/${file}`)))
  return { subject: subject!, preview: preview!, body: body!, text: text!, why: why! }
}

export async function readDefaultLayout(): Promise<LayoutSource> {
  const [body, text] = await Promise.all([read('layout.mjml'), read('layout.txt')])
  return { body: body!, text: text! }
}
