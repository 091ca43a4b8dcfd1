// The thread that runs MJML, one source after the other; see compile.ts.
import { parentPort } from 'node:worker_threads'
import mjml from 'mjml'
import type { CompiledMjml } from './compile.ts'
import { problemsMax } from './template.ts'

async function compile(source: string): Promise<CompiledMjml> {
  try {
    // No fonts: a mail loads nothing from elsewhere, which would tell a third party who reads it when.
    const options = { validationLevel: 'soft', ignoreIncludes: true, keepComments: false, fonts: {} } as const
    const { html, errors } = await mjml(source, options)
    return {
      html,
      errors: errors.slice(0, problemsMax).map(({ line, tagName, message }) => ({ line, tagName, message })),
    }
  } catch (error) {
    const { name, message } = error as Error
    if (name === 'RangeError') return { tooMuch: true }
    return { html: '', errors: [{ line: 0, tagName: '', message }] }
  }
}

parentPort!.on('message', async (source: string) => parentPort!.postMessage(await compile(source)))
parentPort!.postMessage('ready')
