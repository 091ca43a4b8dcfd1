// The form of an invite code, for adding and for editing: what is typed, and whether a chosen code is free.
import { createSignal } from 'solid-js'
import { api } from '#client/lib/api.ts'
import { createForm } from '#client/lib/create-form.ts'
import { inviteCodeWords } from '#client/words/invite-codes.ts'
import { codeKey } from '#server/features/invite-codes/rules.ts'
import { chosenCodeField } from '#server/features/invite-codes/schema.ts'
import { codeForm, type CodeFields, type CodeFormOutput } from './code-draft.ts'

const words = inviteCodeWords.fields

export type CodeForm = ReturnType<typeof createCodeForm>

export function createCodeForm(initial: CodeFields, { choosesCode }: { choosesCode: boolean }) {
  const [taken, setTaken] = createSignal<string>()
  let expiresInput: HTMLInputElement | undefined

  const form = createForm<CodeFields, CodeFormOutput>({
    initial,
    schema: codeForm,
    also: ({ code }) => ({
      ...(taken() !== undefined && taken() === codeKey(code) ? { code: words.codeTaken } : {}),
      // A date without its time reads as empty, which would mean never.
      ...(expiresInput?.validity?.badInput ? { expires: words.expiresError } : {}),
    }),
    refusedFields: { CODE_TAKEN: 'code', QUOTA_BELOW_USED: 'quota' },
    refusedSentence: ({ code, sentence, detail }) =>
      code === 'QUOTA_BELOW_USED' ? words.quotaBelowUsed(Number(detail.used)) : sentence,
  })

  /** Asks whether a chosen code is free; if nobody knows, saving tells. */
  async function lookUp() {
    const typed = form.values.code
    if (!choosesCode || !chosenCodeField.safeParse(typed).success) return
    const isFree = await api.admin.inviteCodes.isFree.query({ code: typed }).catch(() => true)
    if (isFree || form.values.code !== typed) return
    setTaken(codeKey(typed))
    form.field('code').onBlur()
  }

  return {
    ...form,
    leaveCode() {
      form.field('code').onBlur()
      void lookUp()
    },
    watchExpires: (input: HTMLInputElement) => (expiresInput = input),
  }
}
