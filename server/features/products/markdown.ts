import MarkdownIt from 'markdown-it'
import sanitizeHtml from 'sanitize-html'

const markdown = new MarkdownIt({ html: false, linkify: true, typographer: false })
// Wide tables scroll in a box of their own, by keyboard too; nothing else of what is written becomes a `div`.
markdown.renderer.rules.table_open = () => '<div tabindex="0"><table>\n'
markdown.renderer.rules.table_close = () => '</table></div>\n'

/**
 * Renders Markdown to HTML that runs nothing and loads nothing, whatever was typed: no HTML of the writer's own, links to web and
 * mail addresses only, pictures as links. Headings begin at the second level, below the page's own.
 */
export function renderMarkdown(text: string): string {
  return sanitizeHtml(markdown.render(text), {
    allowedTags: [
      ...['h2', 'h3', 'h4', 'h5', 'h6', 'p', 'blockquote', 'ul', 'ol', 'li', 'hr', 'br', 'pre', 'code'],
      ...['strong', 'em', 's', 'a', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'div'],
    ],
    allowedAttributes: { a: ['href', 'rel'], ol: ['start'], pre: ['tabindex'], div: ['tabindex'] },
    allowedSchemes: ['https', 'http', 'mailto'],
    allowProtocolRelative: false,
    transformTags: {
      ...Object.fromEntries([1, 2, 3, 4, 5].map((level) => [`h${level}`, `h${level + 1}`])),
      a: (tagName, { href }) => ({ tagName, attribs: { ...(href && { href }), rel: 'noopener nofollow' } }),
      // Our pages load pictures from nowhere else.
      img: (_, { src, alt }) => ({
        tagName: 'a',
        text: alt || src || '',
        attribs: { ...(src && { href: src }), rel: 'noopener nofollow' },
      }),
      // Wide code scrolls, by keyboard too.
      pre: (tagName) => ({ tagName, attribs: { tabindex: '0' } }),
    },
  })
}
