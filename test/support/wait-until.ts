import { setTimeout as sleep } from 'node:timers/promises'

/** Waits for a named condition; throws with that name when it does not come in time. */
export async function waitUntil(
  what: string,
  holds: () => Promise<boolean> | boolean,
  limitMs = 20_000,
): Promise<void> {
  const end = Date.now() + limitMs
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited ${limitMs} ms in vain: ${what}`)
    await sleep(20)
  }
}
