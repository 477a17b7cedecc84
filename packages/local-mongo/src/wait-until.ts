import { setTimeout as sleep } from 'node:timers/promises'
import { LocalMongoError } from './errors.ts'

/**
 * Asks every few milliseconds until the answer is neither undefined nor false, and returns it.
 * @throws LocalMongoError `LOCAL_MONGO_NOT_READY` past the deadline.
 */
export async function waitUntil<ApiResponse>(
  condition: string,
  deadlineMs: number,
  ask: () => ApiResponse | undefined | false | Promise<ApiResponse | undefined | false>,
): Promise<ApiResponse> {
  const end = Date.now() + deadlineMs
  for (;;) {
    const answer = await ask()
    if (answer !== undefined && answer !== false) return answer
    if (Date.now() > end)
      throw new LocalMongoError('LOCAL_MONGO_NOT_READY', `waited ${deadlineMs} ms in vain until ${condition}`)
    await sleep(10)
  }
}
