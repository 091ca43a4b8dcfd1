import CircleX from 'lucide-solid/icons/circle-x'
import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import { createSignal, For, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { Button } from '#client/ui/button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { productWords } from '#client/words/products.ts'
import type { DocumentReport, Problem } from '#server/features/documents/schema.ts'
import './documents.css'

const words = productWords.document
const shownFirst = 10
const lineMax = 160

export interface DocumentReportNoticeProps {
  report: DocumentReport
  /** What was looked at: a file's name, or "the pasted text". */
  name: string
  /** Its text: the lines are shown where something was found. */
  source: string
  /** A document was there before, and still is when this one cannot be used. */
  hadBefore: boolean
  dismissLabel: string
  onDismiss: () => void
}

/** What the check of a document found, line by line. Errors keep it from being used, warnings do not. */
export function DocumentReportNotice(props: DocumentReportNoticeProps) {
  const [isOpen, setIsOpen] = createSignal(false)
  const all = () => props.report.problems.toSorted(byWeightAndLine)
  const shown = () => (isOpen() ? all() : all().slice(0, shownFirst))
  const errors = () => all().filter(({ severity }) => severity === 'error').length
  const title = () => {
    if (!props.report.document) return words.refusedTitle(props.name, errors())
    return all().length > 0 ? words.warnedTitle(props.name, props.report.problemCount) : words.acceptedTitle(props.name)
  }
  const tone = () => {
    if (!props.report.document) return 'danger'
    return all().length > 0 ? 'warning' : 'success'
  }
  const lines = () => props.source.split(/\r?\n/)
  return (
    <Notice tone={tone()} title={title()} dismissLabel={props.dismissLabel} onDismiss={() => props.onDismiss()}>
      <Show when={!props.report.document && props.hadBefore}>{words.keptBefore}</Show>
      <Show when={all().length > 0}>
        <ul class="report" aria-label={words.problems}>
          <For each={shown()}>{(problem) => <ProblemLine problem={problem} lines={lines()} />}</For>
        </ul>
        <Show when={all().length > shown().length}>
          <Button size="small" variant="quiet" onClick={() => setIsOpen(true)}>
            {words.showAll(all().length)}
          </Button>
        </Show>
        <Show when={props.report.problemCount > all().length && all().length === shown().length}>
          <p class="muted">{words.some(all().length, props.report.problemCount)}</p>
        </Show>
      </Show>
    </Notice>
  )
}

/** Errors first, each kind from the top of the document to its end. */
function byWeightAndLine(a: Problem, b: Problem): number {
  return a.severity.localeCompare(b.severity) || (a.line ?? 0) - (b.line ?? 0)
}

function ProblemLine(props: { problem: Problem; lines: readonly string[] }) {
  const text = () => {
    const { line } = props.problem
    const found = line === null ? undefined : props.lines[line - 1]?.trimEnd()
    // Of a document on one line, showing that line shows nothing.
    return found && found.trim() !== '' && found.length <= 10 * lineMax ? found.slice(0, lineMax) : undefined
  }
  return (
    <li class="report-problem" data-severity={props.problem.severity}>
      <span class="report-where">
        <Dynamic component={props.problem.severity === 'error' ? CircleX : TriangleAlert} size={14} />
        <b>{words.severities[props.problem.severity]}</b>
        <span>{props.problem.line === null ? words.whole : words.line(props.problem.line)}</span>
      </span>
      <span>{props.problem.sentence}</span>
      <Show when={text()}>
        {(line) => (
          <pre class="report-line">
            <code>{line()}</code>
          </pre>
        )}
      </Show>
      <Show when={props.problem.pointer}>
        <code class="report-pointer">{props.problem.pointer}</code>
      </Show>
    </li>
  )
}
