// Tables as text for spreadsheets (RFC 4180), and files made in the browser.

/** What a spreadsheet would take for a formula and run (OWASP, CSV injection). */
const startsFormula = /^[=+\-@\t\r]/

/** One cell: never a formula, quoted where it must be. */
export function csvCell(text: string): string {
  const safe = startsFormula.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Lines of cells, the first with the titles; lines end with CRLF. */
export function toCsv(lines: readonly (readonly string[])[]): string {
  return lines.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('')
}

/** Hands a text to the browser as a file to be saved. The byte order mark tells spreadsheets that it is UTF-8. */
export function saveCsv(name: string, csv: string): void {
  const url = URL.createObjectURL(new Blob(['\uFEFF', csv], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The download has begun with the click; the address is needed for a moment longer in some browsers.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
