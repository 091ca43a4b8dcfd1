/** Which row a key leads to; undefined if the key means nothing here, or belongs to the field it was pressed in. */
export function rovingTarget(event: KeyboardEvent, at: number, count: number, page: number): number | undefined {
  if (count === 0 || event.altKey || event.ctrlKey || event.metaKey || isTyping(event.target)) return undefined
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: count - 1 }[
    event.key
  ]
  return to === undefined ? undefined : Math.min(count - 1, Math.max(0, to))
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.matches('input:not([type=checkbox]), textarea, select, [contenteditable]')
  )
}
