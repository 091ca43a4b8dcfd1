// What is said whatever it is about: when two people edit the same thing, while many things are under way.
const figure = (amount: number) => amount.toLocaleString('en')

/** "52 s", "3 min", "1 h 20 min" */
function span(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

export const recordWords = {
  edit: 'Edit',
  delete: 'Delete',
  save: 'Save',
  somebody: 'Somebody else',
  changedText: 'What you have not touched is up to date already; what you typed is kept and not saved yet.',
  theySet: 'They set:',
  theirs: (label: string, value: string) => `${label}: ${value}`,
  added: (names: string) => `added ${names}`,
  removed: (names: string) => `removed ${names}`,
  andMore: (names: string, more: number) => `${names} and ${more.toLocaleString('en')} more`,
  takeTheirs: 'Take theirs',
  keepMine: 'Keep mine',
  conflict: 'Somebody saved a moment before you. Look at the note, then save again.',
  numberError: 'Enter a whole number, or nothing.',
  loadMore: 'Load more',
  moreFailed: 'The next rows could not be loaded.',
  empty: 'none',
  yes: 'on',
  no: 'off',
  exporting: (amount: number) => (amount === 0 ? 'Exporting' : `Exporting, ${figure(amount)} so far`),
  exportFailed: 'The export stopped before its end; no file was made.',

  progress: {
    label: 'Progress',
    by: (name: string) => `by ${name}`,
    stopping: 'Stopping…',
    speed: (perSecond: number, secondsLeft: number) =>
      `${figure(Math.max(1, Math.round(perSecond)))} a second, ${span(secondsLeft)} left`,
    failedSoFar: (failed: number) => `${figure(failed)} failed`,
  },
}
