import { createEffect, onCleanup, untrack } from 'solid-js'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { theme } from '#client/lib/theme.ts'
import { createMedia } from '#client/ui/media.ts'

const heightPx = 160
const daySeconds = 86_400
const shortDay = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric', timeZone: 'UTC' })
const counts = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10_000, 100_000]

export interface DaySeries {
  label: string
  /** a custom property of the theme */
  colour: `--${string}`
  /** a value for each day; null leaves it out */
  values: readonly (number | null)[]
}

export interface DayPlotProps {
  /** epoch seconds of each day's start (UTC), without gaps */
  days: readonly number[]
  series: readonly DaySeries[]
  /** Writes the values beside the plot; counts unless said otherwise. */
  scale?: { write: (value: number) => string; steps: number[]; least: number } | undefined
}

/** Bars a day, in the colours of the theme. A chunk of its own, since the library is only needed here. */
export default function DayPlot(props: DayPlotProps) {
  const isDark = createMedia('(prefers-color-scheme: dark)')
  let frame!: HTMLDivElement

  createEffect(() => {
    theme()
    isDark()
    // Colours are read once; what changes while one looks is drawn into the same plot, without a flicker.
    const plot = untrack(() => new uPlot(optionsFor(frame, props), undefined, frame))
    createEffect(() => plot.setData([props.days, ...props.series.map(({ values }) => values)] as uPlot.AlignedData))
    const observer = new ResizeObserver(() => plot.setSize({ width: frame.clientWidth, height: heightPx }))
    observer.observe(frame)
    onCleanup(() => {
      observer.disconnect()
      plot.destroy()
    })
  })
  return <div class="plot" ref={frame} aria-hidden="true" />
}

function optionsFor(frame: HTMLElement, { series, scale }: DayPlotProps): uPlot.Options {
  const font = `12px ${getComputedStyle(frame).fontFamily}`
  const axis = { stroke: colourOf(frame, '--muted'), font, ticks: { show: false } }
  const least = scale?.least ?? 4
  return {
    width: frame.clientWidth,
    height: heightPx,
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
    legend: { show: false },
    cursor: { show: false },
    padding: [8, 8, 0, 0],
    scales: {
      // Half a day of room at either end.
      x: {
        range: ({ data: [days] }) => [(days[0] ?? 0) - daySeconds / 2, (days.at(-1) ?? 0) + daySeconds / 2],
      },
      y: { range: (_, _least, most) => [0, Math.max(least, most ?? 0)] },
    },
    axes: [
      {
        ...axis,
        size: 28,
        space: 64,
        incrs: [1, 2, 7, 14, 28, 56, 112].map((amount) => amount * daySeconds),
        values: (_, splits) => splits.map((seconds) => shortDay.format(seconds * 1000)),
        grid: { show: false },
      },
      {
        ...axis,
        size: scale ? 56 : 40,
        incrs: scale?.steps ?? counts,
        ...(scale && { values: (_: uPlot, splits: number[]) => splits.map(scale.write) }),
        grid: { stroke: colourOf(frame, '--border-faint'), width: 1 },
      },
    ],
    series: [{}, ...series.map(({ colour }, index) => barsOf(colourOf(frame, colour), series.length, index))],
  }
}

/** One bar in the middle of its day, or two beside each other. */
function barsOf(fill: string, amount: number, index: number): uPlot.Series {
  const align = amount === 1 ? 0 : index === 0 ? -1 : 1
  const size: [number, number] = amount === 1 ? [0.7, 28] : [0.36, 14]
  return { fill, width: 0, paths: uPlot.paths.bars!({ size, align, radius: 0.15 }), points: { show: false } }
}

/** A colour of the theme as it is now: `light-dark()` is resolved where it is used, and a new element has no transition. */
function colourOf(frame: HTMLElement, property: string): string {
  const probe = document.createElement('span')
  probe.style.color = `var(${property})`
  frame.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}
