// Reads our own sources as they are imported: which file names which other, and whether only for its types.
import { globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

export interface Import {
  from: string
  /** A path from the top of the repository, or the name of a package. */
  to: string
  isOurs: boolean
  isTypeOnly: boolean
}

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Every source file of ours, as a path from the top of the repository. */
export const sourcePaths: string[] = globSync('{server,client,db,emails,tests}/**/*.{ts,tsx}', { cwd: root })
  .map((path) => path.replaceAll('\\', '/'))
  .sort()

export const readSource = (path: string): string => readFileSync(root + path, 'utf8')

/** Every import and re-export of a file, dynamic ones included. */
export function importsOf(path: string): Import[] {
  const file = ts.createSourceFile(path, readSource(path), ts.ScriptTarget.Latest)
  const found: Import[] = []
  const note = (specifier: ts.Node | undefined, isTypeOnly: boolean) => {
    if (!specifier || !ts.isStringLiteral(specifier)) return
    const ours = resolve(path, specifier.text)
    found.push({ from: path, to: ours ?? packageOf(specifier.text), isOurs: ours !== undefined, isTypeOnly })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) note(node.moduleSpecifier, importsTypesOnly(node.importClause))
    else if (ts.isExportDeclaration(node)) note(node.moduleSpecifier, node.isTypeOnly)
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) note(node.argument.literal, true)
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      note(node.arguments[0], false)
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

/** Whether the file does nothing but hand on what others export. */
export function isBarrel(path: string): boolean {
  const { statements } = ts.createSourceFile(path, readSource(path), ts.ScriptTarget.Latest)
  return statements.length > 0 && statements.every((one) => ts.isExportDeclaration(one) && one.moduleSpecifier)
}

function importsTypesOnly(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const { name, namedBindings } = clause
  return (
    !name &&
    !!namedBindings &&
    ts.isNamedImports(namedBindings) &&
    namedBindings.elements.every((one) => one.isTypeOnly)
  )
}

function resolve(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('#')) return specifier.slice(1)
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier)
  return undefined
}

const packageOf = (specifier: string): string => /^(@[^/]+\/)?[^/]+/.exec(specifier)![0]
