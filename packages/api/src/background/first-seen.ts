import { setTimeout as sleep } from 'node:timers/promises'

const everyMs = 200

/** What a long work leaves to be seen as soon as it does, or its outcome when that comes first. Throws what the work throws until then. */
export async function firstSeen<T>(work: Promise<T>, look: () => Promise<T | undefined>): Promise<T> {
  let isOver = false
  const end = () => {
    isOver = true
  }
  const ended = work.then(end, end)
  while (!isOver) {
    const seen = await look()
    if (seen !== undefined) return seen
    await Promise.race([ended, sleep(everyMs)])
  }
  return work
}
