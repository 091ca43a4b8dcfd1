import { useLocation } from '@solidjs/router'
import { onMount } from 'solid-js'

/** An address of another document: loads it, as a link between the console and the portal does. */
export function Leave() {
  const location = useLocation()
  onMount(() => window.location.replace(`${location.pathname}${location.search}${location.hash}`))
  return null
}
