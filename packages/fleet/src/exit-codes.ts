/** How a run can end, and the exit code of each: the whole list. */
export const exitCodes = {
  /** The work is done. */
  done: 0,
  /** There was nothing to do: a success. */
  'nothing to do': 0,
  /** Something unexpected: a bug, or a state that nobody foresaw. */
  unexpected: 1,
  /** Settings are missing or malformed. */
  settings: 2,
  /** Eloqua or MongoDB is unavailable or refused; the next run will do. */
  unavailable: 3,
  /** The run did its work, but some records failed. */
  partial: 4,
  /** Stopped by a signal; neither success nor failure. */
  stopped: 143,
} as const

export type RunResult = keyof typeof exitCodes

/** Whether a run that ended so may move `last_success_unixtime`. */
export function isSuccess(result: RunResult): boolean {
  return exitCodes[result] === 0
}

/** Whether a run that ended so counts as a failure; a stopped one is neither. */
export function isFailure(result: RunResult): boolean {
  return !isSuccess(result) && result !== 'stopped'
}
