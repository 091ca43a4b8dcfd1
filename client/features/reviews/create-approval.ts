// What is chosen together with *Approve*: the name of an organization, the plan of an access.
import { createStore } from 'solid-js/store'
import { approveInput, type ApproveInput, type ReviewRow } from '#server/features/reviews/schema.ts'
import type { Decisions } from './create-decisions.ts'

export type ApproveOptions = Pick<ApproveInput, 'organizationName' | 'planId'>

// By review, and kept while this tab lives: another review looked at in between loses nothing.
const [typedById, setTypedById] = createStore<Record<string, string | undefined>>({})

const [planById, setPlanById] = createStore<Record<string, string | undefined>>({})

export type Approval = ReturnType<typeof createApproval>

/** The choice for one review at a time, whichever is shown. */
export function createApproval(props: { row: ReviewRow; decisions: Decisions }) {
  let field: HTMLInputElement | undefined
  const asked = () => (props.row.kind === 'organization' ? props.row.facts.name : '')
  const name = () => typedById[props.row.id] ?? asked()
  /** of an access: another plan than the one asked for */
  const planId = () => planById[props.row.id]
  const parsed = () => approveInput.shape.organizationName.safeParse(name())
  /** What goes with the press: the name only if it is another than the one asked for. */
  function options(): ApproveOptions {
    if (props.row.kind === 'access') return planId() ? { planId: planId() } : {}
    const chosen = parsed().data
    return props.row.kind === 'organization' && chosen && chosen !== asked() ? { organizationName: chosen } : {}
  }
  /** The name that the server has last said to be taken. */
  function refusedName(): string | undefined {
    const failed = props.decisions.failure()
    if (failed?.review.id !== props.row.id || failed.failure.code !== 'ORGANIZATION_NAME_TAKEN') return undefined
    return (failed.decision?.act === 'approve' && failed.decision.organizationName) || asked()
  }
  /** why the name is none; undefined: it is one, though it may be taken */
  const problem = () => (props.row.kind === 'organization' ? parsed().error?.issues[0]?.message : undefined)

  return {
    /** as it stands in the field */
    name,
    setName: (typed: string) => setTypedById(props.row.id, typed),
    problem,
    planId,
    setPlan: (id: string | undefined) => setPlanById(props.row.id, id),
    options,
    refusedName,
    setField: (element: HTMLInputElement) => (field = element),
    /** The press; what is wrong with the name, here or at the server, is said at its field. */
    async approve() {
      if (problem()) return field?.focus()
      const { id } = props.row
      if (await props.decisions.decide(props.row, { act: 'approve', ...options() })) setTypedById(id, undefined)
      else if (refusedName() !== undefined) field?.focus()
    },
  }
}
