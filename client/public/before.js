// Runs before everything else.

// Before the first paint, so that a chosen theme never flashes; client/lib/theme.ts writes the same key.
try {
  const theme = localStorage.getItem('gatehouse.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Storage is refused in some private windows: the system's theme it is.
}

// Before zod: it would try whether it may compile code. Our policy says no, and each try would be reported as a breach of it.
globalThis.__zod_globalConfig = { jitless: true }
