// Showing a key: asked for when somebody wants it, held by this one line on the screen, gone after a minute.
import { createSignal, onCleanup, type Accessor } from 'solid-js'
import { api, toFailure, type Failure } from '#client/lib/api.ts'

/** Long enough to copy it by hand, short enough for whoever walks by. */
export const shownForMs = 60_000

type Wish = 'show' | 'copy'

/** The key of one line. It is in no store, no cache and no address; whatever takes the line away takes the key along. */
export function createKeyReveal(keyId: Accessor<string>) {
  const [key, setKey] = createSignal<string>()
  const [busyWith, setBusyWith] = createSignal<Wish>()
  const [copying, setCopying] = createSignal<'copied' | 'refused'>()
  const [failure, setFailure] = createSignal<Failure>()
  /** what was wanted when the password was asked for */
  const [wish, setWish] = createSignal<Wish>()
  let hiding: ReturnType<typeof setTimeout> | undefined
  let saying: ReturnType<typeof setTimeout> | undefined
  let asked = 0

  function hide() {
    asked++
    clearTimeout(hiding)
    setKey(undefined)
    setBusyWith(undefined)
  }
  onCleanup(() => {
    hide()
    clearTimeout(saying)
  })

  function show(found: string) {
    clearTimeout(hiding)
    setKey(found)
    hiding = setTimeout(hide, shownForMs)
  }

  async function copy(found: string) {
    clearTimeout(saying)
    // Absent on plain http beyond the loopback address.
    const isWritten = await navigator.clipboard?.writeText(found).then(
      () => true,
      () => false,
    )
    // Then it must be copied by hand.
    if (!isWritten) show(found)
    setCopying(isWritten ? 'copied' : 'refused')
    saying = setTimeout(() => setCopying(undefined), isWritten ? 2_000 : shownForMs)
  }

  async function want(wanted: Wish): Promise<void> {
    setFailure(undefined)
    const known = key()
    if (known !== undefined) return wanted === 'copy' ? copy(known) : undefined
    if (busyWith()) return
    const mine = ++asked
    setBusyWith(wanted)
    try {
      const found = await api.portal.credentials.reveal.mutate({ keyId: keyId() })
      // Hidden, or gone from the page, while the answer was on its way.
      if (mine !== asked) return
      if (wanted === 'copy') await copy(found.key)
      else show(found.key)
    } catch (error) {
      if (mine !== asked) return
      const refused = toFailure(error)
      if (refused.code === 'PASSWORD_NEEDED') setWish(wanted)
      else setFailure(refused)
    } finally {
      if (mine === asked) setBusyWith(undefined)
    }
  }

  return {
    /** undefined while it is hidden */
    key,
    busyWith,
    copying,
    failure,
    /** The password is needed first. */
    isAsking: () => wish() !== undefined,
    reveal: () => void want('show'),
    copy: () => void want('copy'),
    hide,
    /** The password was typed: goes on with what was wanted. */
    confirmed() {
      const wanted = wish()
      setWish(undefined)
      if (wanted) void want(wanted)
    },
    cancel: () => setWish(undefined),
  }
}
