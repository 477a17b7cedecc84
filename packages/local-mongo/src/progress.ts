export type Progress = (line: string) => void

/** Puts the seconds since now in front of every line. */
export function timed(progress: Progress = () => {}): Progress {
  const startedAt = performance.now()
  return (line) => progress(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${line}`)
}

const heartbeatMs = 10_000

/** Says what begins, says every ten seconds that it still goes on, and says when it is done. */
export async function withProgress<Result>(
  progress: Progress,
  task: string,
  work: () => Promise<Result>,
): Promise<Result> {
  progress(`${task} ...`)
  const heartbeat = setInterval(() => progress(`${task}: still at it`), heartbeatMs)
  try {
    const result = await work()
    progress(`${task}: done`)
    return result
  } finally {
    clearInterval(heartbeat)
  }
}
