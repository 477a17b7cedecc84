import { setTimeout as sleep } from 'node:timers/promises'
import { LocalMongoError } from '../errors.ts'

/** Questions become rarer the longer it takes: many a question is a process of its own. */
const longestPauseMs = 500
/** On a busy machine everything takes many times as long; what will never come is better ended by its own end. */
const tenMinutesMs = 600_000

/**
 * Asks again and again until the answer is neither undefined nor false, and returns it. An error of `ask` ends it: throw where
 * what is awaited has died.
 * @throws LocalMongoError `LOCAL_MONGO_NOT_READY` with the name of the condition, past the limit.
 */
export async function waitUntil<Answer>(
  condition: string,
  ask: () => Answer | undefined | false | Promise<Answer | undefined | false>,
  limitMs = tenMinutesMs,
): Promise<Answer> {
  const end = Date.now() + limitMs
  for (let pauseMs = 10; ; pauseMs = Math.min(pauseMs * 1.3, longestPauseMs)) {
    const answer = await ask()
    if (answer !== undefined && answer !== false) return answer
    if (Date.now() > end) {
      const message = `waited ${limitMs / 1000} s in vain until ${condition}`
      throw new LocalMongoError('LOCAL_MONGO_NOT_READY', message)
    }
    await sleep(pauseMs)
  }
}
