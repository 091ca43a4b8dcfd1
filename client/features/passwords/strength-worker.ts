// Estimates passwords away from the page: the dictionaries are large, and a long password takes its time.
import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'
import type { StrengthAnswer, StrengthQuestion } from './create-strength.ts'

const zxcvbn = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })

/** Beyond this a password is strong or a repetition, and the estimate would take seconds. */
const lengthMax = 100

addEventListener('message', ({ data: { id, password, known } }: MessageEvent<StrengthQuestion>) => {
  const { score } = zxcvbn.check(password.slice(0, lengthMax), known)
  postMessage({ id, score } satisfies StrengthAnswer)
})
