/** The HTML documents under one Vite root; the rest of an address belongs to the router inside them. */
export type EntryHtml = 'admin/index.html' | 'portal/index.html' | 'viewer/index.html'

/** Answers which document serves a deep link; the development server and production ask the same question here. */
export function htmlFor(pathname: string): EntryHtml {
  if (pathname.startsWith('/viewer/')) return 'viewer/index.html'
  return pathname === '/admin' || pathname.startsWith('/admin/') ? 'admin/index.html' : 'portal/index.html'
}
