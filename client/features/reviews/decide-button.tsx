import { Button, type ButtonProps } from '#client/ui/button.tsx'

/** After a decision the next review slides under the hand: neither a double click nor a key held down decides that too. */
export function DecideButton(props: ButtonProps) {
  return (
    <Button
      {...props}
      onKeyDown={(event) => {
        if (event.repeat && (event.key === 'Enter' || event.key === ' ')) event.preventDefault()
      }}
      onClick={(event) => {
        if (event.detail <= 1) props.onClick?.(event)
      }}
    />
  )
}
