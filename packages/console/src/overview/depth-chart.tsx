import { useState } from 'preact/hooks'
import type { Depths } from '../api/answers.ts'
import { serverNow } from '../api/server-clock.ts'
import { DataTable } from '../parts/layout/data-table.tsx'
import { useWidth } from '../parts/layout/use-width.ts'
import { EmptyState } from '../parts/messages/empty-state.tsx'
import { count, shortCount } from '../parts/values/count.ts'
import { Time } from '../parts/values/time.tsx'
import { type DepthSeries, depthSeries, hoursBetween, ticksUpTo } from './depth-series.ts'
import './depth-chart.css'

const height = 220
const margin = { top: 10, right: 12, bottom: 24, left: 46 }
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' })

/** Queue depth over time, a line a queue; the same as a table for anyone who cannot see it. */
export function DepthChart({ samples }: { samples: readonly Depths[] }) {
  const [frame, width] = useWidth(900)
  const [pointed, setPointed] = useState<number>()
  if (samples.length < 2) {
    return (
      <EmptyState title="Not enough to draw">
        clean-queues counts the queues once a minute, and has done so less than twice in the last 24 hours.
      </EmptyState>
    )
  }
  const series = depthSeries(samples)
  const at = pointed === undefined ? samples.length - 1 : Math.min(pointed, samples.length - 1)
  return (
    <figure class="depth-chart" ref={frame}>
      <Legend series={series} at={at} sample={samples[at]} now={pointed === undefined} />
      <Plot samples={samples} series={series} width={width} pointed={pointed} onPoint={setPointed} />
      <details>
        <summary class="small">The same as a table</summary>
        <div class="depth-chart-table">
          <DepthTable samples={samples} series={series} />
        </div>
      </details>
    </figure>
  )
}

interface LegendProps {
  readonly series: readonly DepthSeries[]
  readonly at: number
  readonly sample: Depths | undefined
  readonly now: boolean
}

function Legend({ series, at, sample, now }: LegendProps) {
  return (
    <figcaption class="depth-legend small">
      <span class="quiet depth-legend-at">
        {sample === undefined || (now && isFresh(sample)) ? 'Now' : <Time at={sample.at} />}
      </span>
      {series.map(({ queue, depths }, nth) => (
        <span key={queue} class={`depth-legend-item series-${nth + 1}`}>
          {queue} <strong>{count(depths[at] ?? 0)}</strong>
        </span>
      ))}
    </figcaption>
  )
}

/** After so long a count is of another time. */
const freshMs = 5 * 60_000

function isFresh({ at }: Depths): boolean {
  return serverNow() - Date.parse(at) < freshMs
}

interface PlotProps {
  readonly samples: readonly Depths[]
  readonly series: readonly DepthSeries[]
  readonly width: number
  readonly pointed: number | undefined
  readonly onPoint: (at: number | undefined) => void
}

function Plot({ samples, series, width, pointed, onPoint }: PlotProps) {
  const times = samples.map((sample) => Date.parse(sample.at))
  const ticks = ticksUpTo(Math.max(...series.flatMap(({ depths }) => depths)))
  const { x, y, nearest } = scalesOf(times, ticks.at(-1) ?? 1, width)
  const points = (depths: readonly number[]) =>
    depths.map((depth, one) => `${x(times[one] ?? 0).toFixed(1)} ${y(depth).toFixed(1)}`)
  const at = pointed === undefined ? undefined : times[pointed]
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`Depth of ${series.length} queues over time; the same stands below as a table`}
      onPointerMove={(event) => onPoint(nearest(event.offsetX))}
      onPointerLeave={() => onPoint(undefined)}
    >
      {ticks.map((tick) => (
        <GridLine key={tick} tick={tick} y={y(tick)} width={width} />
      ))}
      {hoursBetween(times[0] ?? 0, times.at(-1) ?? 1).map((time) => (
        <text key={time} class="depth-hour" x={x(time)} y={height - 6} text-anchor="middle">
          {clock.format(time)}
        </text>
      ))}
      {series.map(({ queue, depths }, nth) => (
        <path key={queue} class={`depth-line series-${nth + 1}`} d={`M${points(depths).join('L')}`} />
      ))}
      {at !== undefined && (
        <line class="depth-pointer" x1={x(at)} x2={x(at)} y1={margin.top} y2={height - margin.bottom} />
      )}
    </svg>
  )
}

/** Where times and depths stand in the picture, and which time stands nearest to a place in it. */
function scalesOf(times: readonly number[], top: number, width: number) {
  const [from, to] = [times[0] ?? 0, times.at(-1) ?? 1]
  const [across, upwards] = [width - margin.left - margin.right, height - margin.top - margin.bottom]
  return {
    x: (time: number) => margin.left + ((time - from) / Math.max(1, to - from)) * across,
    y: (depth: number) => height - margin.bottom - (depth / top) * upwards,
    nearest(left: number) {
      const time = from + ((left - margin.left) / across) * (to - from)
      const off = (one: number | undefined) => Math.abs((one ?? 0) - time)
      return times.reduce((best, one, nth) => (off(one) < off(times[best]) ? nth : best), 0)
    },
  }
}

function GridLine({ tick, y, width }: { tick: number; y: number; width: number }) {
  return (
    <g class="depth-grid">
      <line x1={margin.left} x2={width - margin.right} y1={y} y2={y} />
      <text x={margin.left - 8} y={y} dy="0.32em" text-anchor="end">
        {shortCount(tick)}
      </text>
    </g>
  )
}

const rowsShown = 48

function DepthTable({ samples, series }: { samples: readonly Depths[]; series: readonly DepthSeries[] }) {
  const every = Math.ceil(samples.length / rowsShown)
  const rows = samples
    .map((sample, at) => ({ sample, at }))
    .filter(({ at }) => (samples.length - 1 - at) % every === 0)
  return (
    <DataTable
      caption="Queue depth over time"
      rows={rows.toReversed()}
      keyOf={({ sample }) => sample.at}
      columns={[
        { title: 'Time', cell: ({ sample }) => <Time at={sample.at} />, heads: true },
        ...series.map(({ queue, depths }) => ({
          title: queue,
          number: true,
          cell: ({ at }: { at: number }) => count(depths[at] ?? 0),
        })),
      ]}
    />
  )
}
