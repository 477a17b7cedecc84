import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { pino } from 'pino'
import { logThreadLine } from './thread-log.ts'

describe('logThreadLine', () => {
  it('keeps level, words and facts of a line', () => {
    const lines: unknown[] = []
    const write = (text: string) => void lines.push(text)
    const thread = pino({ level: 'warn' }, { write })
    thread.warn({ requestId: 'one' }, 'slow')
    thread.error({ requestId: 'two' }, 'failed')
    const logged: unknown[] = []
    const log = {
      warn: (...said: unknown[]) => void logged.push(['warn', ...said]),
      error: (...said: unknown[]) => void logged.push(['error', ...said]),
    }
    for (const line of lines) logThreadLine(log as never, String(line))
    assert.deepEqual(logged, [
      ['warn', { requestId: 'one' }, 'slow'],
      ['error', { requestId: 'two' }, 'failed'],
    ])
  })
})
