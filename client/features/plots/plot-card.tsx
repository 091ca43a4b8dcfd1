import { For, lazy, Show, Suspense, type JSX } from 'solid-js'
import { Card } from '#client/ui/card.tsx'
import { Skeleton, SkeletonBlock } from '#client/ui/skeleton.tsx'
import { plotWords as words } from '#client/words/plots.ts'
import type { DayPlotProps, DaySeries } from './day-plot.tsx'
import './plots.css'

const DayPlot = lazy(() => import('./day-plot.tsx'))

export interface PlotCardProps extends DayPlotProps {
  title: string
  /** What the plot shows, in a sentence for those who do not see it. */
  summary: string
  /** A line below the plot. */
  note?: string
  /** The same numbers, to read. */
  table: JSX.Element
}

/** A plot to see, and a table of the same numbers to read. */
export function PlotCard(props: PlotCardProps) {
  return (
    <Card title={props.title} look="panel" actions={<Legend series={props.series} />}>
      <div role="img" aria-label={props.summary}>
        <Suspense
          fallback={
            <Skeleton label={words.loading}>
              <SkeletonBlock height="10rem" />
            </Skeleton>
          }
        >
          <DayPlot days={props.days} series={props.series} scale={props.scale} />
        </Suspense>
      </div>
      <Show when={props.note}>
        <p class="plot-note">{props.note}</p>
      </Show>
      <details class="plot-numbers">
        <summary>{words.numbers}</summary>
        {props.table}
      </details>
    </Card>
  )
}

/** One colour needs no explanation. */
function Legend(props: { series: readonly DaySeries[] }) {
  return (
    <Show when={props.series.length > 1}>
      <ul class="plot-legend">
        <For each={props.series}>
          {({ label, colour }) => (
            <li>
              <span class="plot-swatch" data-colour={colour} />
              {label}
            </li>
          )}
        </For>
      </ul>
    </Show>
  )
}
