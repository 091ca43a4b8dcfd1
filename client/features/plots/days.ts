/** A day of the calendar (2026-11-21) as people write it; it has no zone. */
export function formatDay(day: string): string {
  return new Intl.DateTimeFormat(document.documentElement.lang || 'en', {
    dateStyle: 'medium',
    timeZone: 'UTC',
  }).format(Date.parse(`${day}T00:00:00Z`))
}
