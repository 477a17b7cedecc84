import { Presets, SingleBar } from 'cli-progress'
import type { Logger } from 'pino'

const lineEveryMs = 10_000

/** What the progress of a run is fed with. */
export interface ProgressState {
  /** Records done, well or not. */
  readonly done: number
  /** Records expected, as far as known. */
  readonly expected: number
}

export interface Progress {
  update(state: ProgressState): void
  stop(): void
}

/** A bar with records a second on a terminal when asked for; else a log line every 10 seconds. */
export function startProgress(options: {
  readonly bar: boolean
  readonly terminal: NodeJS.WriteStream
  readonly log: Logger
}): Progress {
  return options.bar && options.terminal.isTTY ? progressBar(options.terminal) : progressLines(options.log)
}

function progressBar(terminal: NodeJS.WriteStream): Progress {
  const startedAt = performance.now()
  const bar = new SingleBar(
    {
      stream: terminal,
      format: '{bar} {percentage}% | {value}/{total} records | {rate} records/s | {duration_formatted}',
      hideCursor: true,
      // else it is full before the first record
      emptyOnZero: true,
    },
    Presets.shades_classic,
  )
  bar.start(0, 0, { rate: 0 })
  return {
    update({ done, expected }) {
      bar.setTotal(Math.max(done, expected))
      bar.update(done, { rate: rateOf(done, performance.now() - startedAt) })
    },
    stop: () => bar.stop(),
  }
}

function progressLines(log: Logger): Progress {
  const startedAt = performance.now()
  let state: ProgressState = { done: 0, expected: 0 }
  const timer = setInterval(() => {
    const recordsPerSecond = rateOf(state.done, performance.now() - startedAt)
    log.info({ ...state, recordsPerSecond }, 'progress')
  }, lineEveryMs)
  timer.unref()
  return {
    update(next) {
      state = next
    },
    stop: () => clearInterval(timer),
  }
}

function rateOf(records: number, ms: number): number {
  return ms <= 0 ? 0 : Math.round((records * 1000) / ms)
}
