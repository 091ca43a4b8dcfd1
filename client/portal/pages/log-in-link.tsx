import { useSession } from '#client/features/auth/session.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'

/**
 * Leads to the log-in after a link of a mail was used. Where somebody is logged in here, maybe somebody else, that session ends
 * first, or the log-in page would take them on as that person.
 */
export function LogInLink(props: { label: string }) {
  const session = useSession()
  const go = (event: MouseEvent) => {
    if (!session.me()) return
    event.preventDefault()
    const leave = () => window.location.assign('/auth/login')
    session.logOut().then(leave, leave)
  }
  return (
    <LinkButton variant="primary" href="/auth/login" onClick={go}>
      {props.label}
    </LinkButton>
  )
}
