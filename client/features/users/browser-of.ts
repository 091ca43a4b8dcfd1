// Which browser somebody used, as far as its user agent says: for a person to recognise, not for the code to rely on.

/** The first that matches: several browsers name others too. */
const browsers: [RegExp, string][] = [
  [/Edg(?:e|A|iOS)?\/(\d+)/, 'Edge'],
  [/OPR\/(\d+)/, 'Opera'],
  [/(?:Firefox|FxiOS)\/(\d+)/, 'Firefox'],
  [/(?:HeadlessChrome|Chrome|CriOS)\/(\d+)/, 'Chrome'],
  [/Version\/(\d+)[\d.]* .*Safari/, 'Safari'],
  [/curl\/(\d+)/, 'curl'],
]
const systems: [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux|X11/, 'Linux'],
]

/** "Firefox 140 on Windows"; undefined when nothing in it is known. */
export function browserOf(userAgent: string | null): string | undefined {
  const [pattern, name] = browsers.find(([known]) => known.test(userAgent ?? '')) ?? []
  const system = systems.find(([known]) => known.test(userAgent ?? ''))?.[1]
  const browser = name && `${name} ${pattern?.exec(userAgent ?? '')?.[1] ?? ''}`.trim()
  return browser && system ? `${browser} on ${system}` : (browser ?? system)
}
