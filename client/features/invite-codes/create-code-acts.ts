// What is being done to a code on a page: a dialog that is open, or a press that is on its way.
import { createSignal } from 'solid-js'
import { api, toFailure } from '#client/lib/api.ts'
import { inviteCodeWords } from '#client/words/invite-codes.ts'
import type { CodeRow } from '#server/features/invite-codes/schema.ts'
import { duplicateOf, noCode, type CodeFields } from './code-draft.ts'
import { serverNow } from './server-now.ts'

const words = inviteCodeWords.acts

export interface Adding {
  initial: CodeFields
  title: string
}

export type CodeActs = ReturnType<typeof createCodeActs>

export function createCodeActs() {
  const [adding, setAdding] = createSignal<Adding>()
  const [editingId, setEditingId] = createSignal<string>()
  const [deleting, setDeleting] = createSignal<CodeRow>()
  const [busyId, setBusyId] = createSignal<string>()
  const [failure, setFailure] = createSignal<string>()
  const [done, setDone] = createSignal<string>()

  function forget() {
    setFailure(undefined)
    setDone(undefined)
  }

  async function pause({ id, edition, name, isActive }: CodeRow) {
    if (busyId()) return
    forget()
    setBusyId(id)
    try {
      await api.admin.inviteCodes.pause.mutate({ id, edition, isActive: !isActive })
      setDone(isActive ? words.paused(name) : words.resumed(name))
    } catch (error) {
      const { code, sentence } = toFailure(error)
      setFailure(code === 'CODE_CHANGED' ? words.conflict : sentence)
    } finally {
      setBusyId(undefined)
    }
  }

  return {
    adding,
    editingId,
    deleting,
    busyId,
    failure,
    done,
    forget,
    /** Pauses a code, or lets it go on. */
    pause: (code: CodeRow) => void pause(code),
    add(teamId = '') {
      forget()
      setAdding({ initial: { ...noCode, teamId }, title: inviteCodeWords.add.title })
    },
    duplicate(code: CodeRow) {
      forget()
      setAdding({ initial: duplicateOf(code, serverNow()), title: inviteCodeWords.add.duplicateTitle(code.name) })
    },
    edit(code: CodeRow) {
      forget()
      setEditingId(code.id)
    },
    remove(code: CodeRow) {
      forget()
      setDeleting({ ...code })
    },
    saved(code: CodeRow) {
      setEditingId(undefined)
      setDone(words.saved(code.name))
    },
    closeAll() {
      setAdding(undefined)
      setEditingId(undefined)
      setDeleting(undefined)
    },
  }
}
