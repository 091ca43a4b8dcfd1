import { createEffect, onCleanup } from 'solid-js'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { theme } from '#client/lib/theme.ts'
import { createMedia } from '#client/ui/media.ts'
import { fillDays, type SignUps } from './sign-ups.ts'

const heightPx = 160
const daySeconds = 86_400
const shortDay = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric', timeZone: 'UTC' })

/** A bar a day, in the colours of the theme. A chunk of its own, since the library is only needed here. */
export default function SignUpsPlot(props: { signUps: SignUps }) {
  const isDark = createMedia('(prefers-color-scheme: dark)')
  let frame!: HTMLDivElement

  createEffect(() => {
    theme()
    isDark()
    const { days, counts } = fillDays(props.signUps, Date.now())
    const plot = new uPlot(optionsFor(frame, days, counts), [days, counts], frame)
    const observer = new ResizeObserver(() => plot.setSize({ width: frame.clientWidth, height: heightPx }))
    observer.observe(frame)
    onCleanup(() => {
      observer.disconnect()
      plot.destroy()
    })
  })
  return <div class="sign-ups-plot" ref={frame} aria-hidden="true" />
}

function optionsFor(frame: HTMLElement, days: number[], counts: number[]): uPlot.Options {
  const font = `12px ${getComputedStyle(frame).fontFamily}`
  const muted = colourOf(frame, '--muted')
  const axis = { stroke: muted, font, ticks: { show: false } }
  return {
    width: frame.clientWidth,
    height: heightPx,
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
    legend: { show: false },
    cursor: { show: false },
    scales: {
      // Half a day of room at either end.
      x: { range: [(days[0] ?? 0) - daySeconds / 2, (days.at(-1) ?? 0) + daySeconds / 2] },
      y: { range: [0, Math.max(4, ...counts)] },
    },
    axes: [
      {
        ...axis,
        space: 64,
        incrs: [1, 2, 7, 14, 28, 56, 112].map((amount) => amount * daySeconds),
        values: (_, splits) => splits.map((seconds) => shortDay.format(seconds * 1000)),
        grid: { show: false },
      },
      {
        ...axis,
        size: 40,
        incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10_000, 100_000],
        grid: { stroke: colourOf(frame, '--border-faint'), width: 1 },
      },
    ],
    series: [
      {},
      {
        fill: colourOf(frame, '--accent'),
        width: 0,
        paths: uPlot.paths.bars!({ size: [0.7, 28], radius: 0.15 }),
        points: { show: false },
      },
    ],
  }
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
