// Who may import whom, as a table. `from` and `to` are matched against paths; what `to` matches is refused unless `except`
// does. A rule reads as its sentence, which is what a broken one prints.
import type { Import } from './sources.ts'

export interface Layer {
  sentence: string
  from: RegExp
  to: RegExp
  except?: RegExp
  /** Importing only types is fine. */
  typesAreFine?: true
  /** Applies to imports of packages instead of our own files. */
  packages?: true
}

const SHARED = /^(server\/(features\/[^/]+\/(schema|rules)|realtime\/events|refusals)|emails\/(wording|accent))\.ts$/
const PURE = /^server\/features\/[^/]+\/(schema|rules)\.ts$/

export const layers: Layer[] = [
  {
    sentence: 'client/ui is free of the domain: it imports nothing of ours but itself.',
    from: /^client\/ui\//,
    to: /./,
    except: /^client\/ui\//,
  },
  {
    sentence: 'client/words holds sentences; it imports no code of ours but what the server shares.',
    from: /^client\/words\//,
    to: /./,
    except: new RegExp(`^client/words/|${SHARED.source}`),
  },
  {
    sentence: 'client/lib is the lowest layer: it knows no real time, no feature, no page and no component.',
    from: /^client\/lib\//,
    to: /^client\/(?!lib\/|words\/)/,
  },
  {
    sentence: 'client/realtime knows client/lib only, no feature, no page and no component.',
    from: /^client\/realtime\//,
    to: /^client\/(?!realtime\/|lib\/|words\/)/,
  },
  {
    sentence: 'A client feature serves either app, so it imports from neither.',
    from: /^client\/features\//,
    to: /^client\/(admin|portal)\//,
  },
  {
    sentence: 'The admin and the portal share features, not pages.',
    from: /^client\/admin\//,
    to: /^client\/portal\//,
  },
  {
    sentence: 'The portal and the admin share features, not pages.',
    from: /^client\/portal\//,
    to: /^client\/admin\//,
  },
  {
    sentence:
      'The client takes schema.ts, rules.ts, realtime/events.ts and refusals.ts from the server, wording.ts and accent.ts of the mails, and AppRouter as a type.',
    from: /^client\/[^/]+\//,
    to: /^(server|db|emails)\//,
    except: SHARED,
    typesAreFine: true,
  },
  {
    sentence: 'Of the server’s types, the client takes those of shared files and AppRouter.',
    from: /^client\/[^/]+\//,
    to: /^(server|db|emails)\//,
    except: new RegExp(`${SHARED.source}|^server/router\\.ts$`),
  },
  {
    sentence: 'The server never imports the client.',
    from: /^(server|db|emails)\//,
    to: /^client\/[^/]+\//,
  },
  {
    sentence: 'Sources never import tests.',
    from: /^(server|client|db|emails)\//,
    to: /^tests\//,
  },
  {
    sentence: 'The database layer knows no feature; only demo.ts calls their commands.',
    from: /^db\/(?!demo)/,
    to: /^(server|emails)\//,
  },
  {
    sentence: 'Rendering a mail is pure: it knows neither server nor database.',
    from: /^emails\//,
    to: /^(server|db)\//,
    except: SHARED,
    typesAreFine: true,
  },
  {
    sentence: 'router → commands → queries: nothing in a feature imports a router.',
    from: /^server\/features\//,
    to: /^server\/features\/[^/]+\/router\.ts$/,
  },
  {
    sentence: 'router → commands → queries: queries never write, so they import no commands.',
    from: /^server\/features\/[^/]+\/queries\.ts$/,
    to: /\/commands\.ts$/,
  },
  {
    sentence: 'Rules and schemas are pure: of ours they import rules, schemas, events and refusals only.',
    from: PURE,
    to: /./,
    except: SHARED,
    typesAreFine: true,
  },
  {
    sentence: 'Rules and schemas are pure: of packages they import zod only.',
    from: PURE,
    to: /./,
    except: /^zod$/,
    typesAreFine: true,
    packages: true,
  },
  {
    sentence: 'The wire contract imports nothing that a browser could not.',
    from: /^server\/realtime\/events\.ts$/,
    to: /./,
    except: SHARED,
    typesAreFine: true,
  },
  {
    sentence: 'Only features/auth, http/ and trpc.ts know Lucia, so that leaving it means deleting one import.',
    from: /^(?!server\/(features\/auth|http)\/|server\/trpc\.ts)/,
    to: /^lucia$/,
    packages: true,
  },
]

/** The imports that break a layer. */
export function breaches(layer: Layer, imports: Import[]): Import[] {
  return imports.filter(
    ({ from, to, isOurs, isTypeOnly }) =>
      isOurs === !layer.packages &&
      layer.from.test(from) &&
      layer.to.test(to) &&
      !layer.except?.test(to) &&
      !(isTypeOnly && layer.typesAreFine),
  )
}

/** The first circle of value imports, as the files on it; undefined when there is none. */
export function findCircle(imports: Import[]): string[] | undefined {
  const targets = Map.groupBy(
    imports.filter(({ isOurs, isTypeOnly }) => isOurs && !isTypeOnly),
    ({ from }) => from,
  )
  const done = new Set<string>()
  const walk = (path: string, trail: string[]): string[] | undefined => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path]
    if (done.has(path)) return undefined
    for (const { to } of targets.get(path) ?? []) {
      const circle = walk(to, [...trail, path])
      if (circle) return circle
    }
    done.add(path)
    return undefined
  }
  for (const path of targets.keys()) {
    const circle = walk(path, [])
    if (circle) return circle
  }
  return undefined
}
