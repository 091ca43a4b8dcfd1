import { createRenderEffect } from 'solid-js'
import './prose.css'

/**
 * Shows HTML that the server made of Markdown: `renderMarkdown` is what keeps it harmless, nothing else may be given to this.
 * Its headings begin at the second level.
 */
export function Prose(props: { html: string; class?: string }) {
  let element!: HTMLDivElement
  const body = (<div ref={element} class={`prose ${props.class ?? ''}`} />) as HTMLElement
  createRenderEffect(() => {
    element.innerHTML = props.html
  })
  return body
}
