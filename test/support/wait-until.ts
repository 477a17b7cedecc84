import { setTimeout as sleep } from 'node:timers/promises'

/** Looks are rarer the longer it takes: many a look is a process of its own. */
const longestPauseMs = 500

/** Waits for a named condition; throws with that name when it does not come in time. */
export async function waitUntil(
  what: string,
  holds: () => Promise<boolean> | boolean,
  limitMs = 600_000,
): Promise<void> {
  const end = Date.now() + limitMs
  for (let pauseMs = 20; !(await holds()); pauseMs = Math.min(pauseMs * 1.3, longestPauseMs)) {
    if (Date.now() > end) throw new Error(`waited ${limitMs} ms in vain: ${what}`)
    await sleep(pauseMs)
  }
}
