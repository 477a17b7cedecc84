import type { Depths } from '../api/answers.ts'

/** One line of the chart: the depth of a queue at each moment. */
export interface DepthSeries {
  readonly queue: string
  readonly depths: readonly number[]
}

const order = ['dwmQueue', 'indicatorQueue', 'processedQueue']

/** The samples as one line a queue, in the order in which a contact meets them; other queues last. */
export function depthSeries(samples: readonly Depths[]): DepthSeries[] {
  const names = new Set([...order, ...samples.flatMap(({ queues }) => queues.map(({ queue }) => queue))])
  return [...names].map((queue) => ({
    queue,
    depths: samples.map(({ queues }) => depthOf(queues.find((one) => one.queue === queue))),
  }))
}

function depthOf(queue: Depths['queues'][number] | undefined): number {
  return queue === undefined ? 0 : queue.ready + queue.held
}

/** Round numbers from 0 up to at least `most`, four or five of them. */
export function ticksUpTo(most: number): number[] {
  const rough = Math.max(1, most) / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(
    1,
    [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? rough,
  )
  return Array.from({ length: Math.ceil(Math.max(1, most) / step) + 1 }, (_, tick) => tick * step)
}

/** Whole hours between two moments in the reader's zone, about six of them. */
export function hoursBetween(from: number, to: number): number[] {
  const hour = 3_600_000
  const step =
    [0.25, 0.5, 1, 2, 3, 4, 6, 12, 24].map((hours) => hours * hour).find((size) => (to - from) / size <= 7) ??
    48 * hour
  const shift = new Date(to).getTimezoneOffset() * 60_000
  const first = Math.ceil((from - shift) / step) * step + shift
  return Array.from(
    { length: Math.max(0, Math.floor((to - first) / step) + 1) },
    (_, at) => first + at * step,
  )
}
