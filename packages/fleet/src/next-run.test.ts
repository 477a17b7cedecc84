import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { nextRunOf } from './next-run.ts'
import { stages } from './stages.ts'

describe('nextRunOf', () => {
  it('finds the next turn, over the end of an hour and of a day', () => {
    const after = new Date('2026-12-31T23:45:30Z')
    const rows = [
      ['* * * * *', '2026-12-31T23:46:00.000Z'],
      ['0,30 * * * *', '2027-01-01T00:00:00.000Z'],
      ['15,45 * * * *', '2027-01-01T00:15:00.000Z'],
      ['0 5 * * *', '2027-01-01T05:00:00.000Z'],
    ] as const
    for (const [schedule, next] of rows) assert.equal(nextRunOf(schedule, after).toISOString(), next)
  })

  it('knows the schedule of every stage, and refuses what it does not know', () => {
    for (const { schedule } of stages) assert.ok(nextRunOf(schedule, new Date()) > new Date())
    for (const schedule of ['*/5 * * * *', '0 5 * * 1', '61 * * * *'])
      assert.throws(() => nextRunOf(schedule, new Date()), RangeError)
  })
})
