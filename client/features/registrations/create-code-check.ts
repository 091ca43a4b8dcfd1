// What an invite code is worth, asked when the field is left; the registration itself decides.
import { createSignal, onCleanup } from 'solid-js'
import { api, toFailure } from '#client/lib/api.ts'
import { codeKey } from '#server/features/invite-codes/rules.ts'
import type { CodeCheck } from '#server/features/invite-codes/schema.ts'

export type CheckCode = (code: string) => Promise<CodeCheck>

interface Checked {
  typed: string
  /** the code that this is about, as it is found */
  key: string
  outcome: CodeCheck | { status: 'checking' | 'not-reached' } | { status: 'limited'; retryAt: number }
}

const ask: CheckCode = (code) => api.portal.inviteCodes.check.mutate({ code })

/** Checks one code at a time, the last one that was asked for. */
export function createCodeCheck(checkCode: CheckCode = ask) {
  const [checked, setChecked] = createSignal<Checked>()
  let asked = 0
  let again: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => {
    asked++
    clearTimeout(again)
  })

  async function check(typed: string): Promise<void> {
    const key = codeKey(typed)
    const before = checked()
    const status = before?.outcome.status
    // Good, or on its way. What was wrong may have been mended by an admin meanwhile.
    if (before?.key === key && (status === 'active' || status === 'checking')) return
    // Nothing is asked before it is allowed again; then it is this code that is.
    if (status === 'limited' && key !== '') return void setChecked({ ...before!, key, typed })
    clearTimeout(again)
    if (key === '') return void setChecked(undefined)
    const mine = ++asked
    // What was known of the same code stays in sight.
    if (before?.key !== key) setChecked({ key, typed, outcome: { status: 'checking' } })
    const outcome = await checkCode(typed).catch(toOutcome)
    if (mine !== asked) return
    setChecked({ key, typed, outcome })
    if (outcome.status === 'limited') again = setTimeout(askAgain, outcome.retryAt - Date.now())
  }

  function askAgain() {
    const typed = checked()?.typed
    setChecked(undefined)
    if (typed !== undefined) void check(typed)
  }

  function toOutcome(error: unknown): Checked['outcome'] {
    const { code, detail } = toFailure(error)
    if (code !== 'TOO_MANY_ATTEMPTS') return { status: 'not-reached' }
    const seconds = typeof detail.retryAfterSeconds === 'number' ? detail.retryAfterSeconds : 60
    return { status: 'limited', retryAt: Date.now() + seconds * 1000 }
  }

  return {
    check: (typed: string) => void check(typed),
    /** What is known of this code; undefined when nothing is. */
    of: (typed: string) => (checked()?.key === codeKey(typed) ? checked()?.outcome : undefined),
  }
}
