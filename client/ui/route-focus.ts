// After a change of page the new <h1> takes focus, so that a screen reader says where one is (and Tab starts there).
// The shell announces the change, the heading that is mounted next takes it; a list beside its detail changes the
// address without changing its heading, and so keeps focus where it is.
let expected = false

/** The next page heading to be mounted shall take focus. */
export function expectHeading(): void {
  expected = true
}

/** Gives focus to the heading if a change of page asked for it, unless the person has gone into the page already. */
export function takeFocus(heading: HTMLElement): void {
  if (!expected) return
  expected = false
  queueMicrotask(() => {
    const inPage = document.activeElement?.closest('main') && document.activeElement.tagName !== 'MAIN'
    if (heading.isConnected && !inPage) heading.focus({ preventScroll: true })
  })
}
