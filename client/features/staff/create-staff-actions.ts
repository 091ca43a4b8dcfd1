import { createSignal } from 'solid-js'
import { api, toFailure } from '#client/lib/api.ts'
import { peopleWords } from '#client/words/people.ts'
import type { StaffRole } from '#server/features/auth/schema.ts'
import type { StaffRow } from '#server/features/staff/schema.ts'

const words = peopleWords.staff

/** What came of the last act. */
export interface Said {
  tone: 'success' | 'danger' | 'warning'
  title?: string
  text: string
}

const nameOf = ({ firstName, lastName }: StaffRow) => `${firstName} ${lastName}`

/** What owners do to portal admins, one act at a time. The table follows by events. */
export function createStaffActions(refetch: () => void) {
  const [busyId, setBusyId] = createSignal<string>()
  const [said, setSaid] = createSignal<Said>()
  const [refusals, setRefusals] = createSignal(0)

  async function run(staff: StaffRow, call: () => Promise<unknown>, done?: string): Promise<boolean> {
    if (busyId()) return false
    setBusyId(staff.id)
    setSaid(undefined)
    try {
      await call()
      if (done) setSaid({ tone: 'success', text: done })
      return true
    } catch (error) {
      const { code, sentence } = toFailure(error)
      if (code === 'LAST_OWNER')
        setSaid({ tone: 'warning', title: words.lastOwnerTitle(nameOf(staff)), text: words.lastOwnerText })
      else setSaid({ tone: 'danger', text: code === 'USER_CHANGED' ? words.changed : sentence })
      setRefusals((before) => before + 1)
      return false
    } finally {
      setBusyId(undefined)
      refetch()
    }
  }
  return {
    busyId,
    said,
    refusals,
    say: setSaid,
    setRole: (staff: StaffRow, role: StaffRole) => {
      const { id, version } = staff
      return run(
        staff,
        () => api.admin.staff.change.mutate({ id, version, role }),
        words.roleIs(nameOf(staff), words.roles[role]),
      )
    },
    resend: (staff: StaffRow) =>
      run(staff, () => api.admin.staff.resend.mutate({ id: staff.id }), words.invited(nameOf(staff))),
    remove: (staff: StaffRow) =>
      run(staff, () => api.admin.staff.remove.mutate({ id: staff.id }), words.removed(nameOf(staff))),
    /** What was chosen goes back to what holds. */
    revert: () => setRefusals((before) => before + 1),
  }
}
