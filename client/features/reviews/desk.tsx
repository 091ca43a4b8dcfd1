// The desk of this tab, for whatever shows who is at the queue.
import { createContext, useContext, type ParentProps } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { createDesk, type Desk } from './create-desk.ts'

const DeskContext = createContext<Desk>()

/** Who is at the queue and who reviews what; undefined outside of `DeskProvider`, where nobody is shown. */
export const useDesk = (): Desk | undefined => useContext(DeskContext)

/** One desk per tab; only for staff. */
export function DeskProvider(props: ParentProps) {
  const { connection, me } = useSession()
  const desk = createDesk(connection, () => me()?.id)
  return <DeskContext.Provider value={desk}>{props.children}</DeskContext.Provider>
}
