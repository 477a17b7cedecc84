import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { StageName } from '@dwmops/fleet'
import type { StageRun } from '@dwmops/local-fleet'
import { testMongo } from '@dwmops/local-mongo/testing'
import { type Change, withChangedAnswers } from '../support/changed-answers.ts'
import { describeRun } from '../support/stage-case.ts'

const database = testMongo()
const stages = {
  'get-contacts': { list: 'DWM - Export Queue', statement: '{{ContactList[6050]}}' },
  'post-contacts': { list: 'DWM - Processing Queue', statement: '{{ContactList[6051]}}' },
} as const

describe('contacts that are to be taken off a list', { concurrency: 4 }, () => {
  for (const [stage, { list, statement }] of Object.entries(stages)) {
    const counts: Record<string, [Change, number]> = {
      'none of them': [inRemovals(() => 0), 0],
      'some of them': [inRemovals((count) => count - 5), 7],
      'nobody knows how many of them': [(json, path) => withoutRemovals(json, path), 0],
    }
    for (const [how, [change, removed]] of Object.entries(counts)) {
      it(`are a warning with both numbers and counted by ${stage} where Eloqua removed ${how}`, () =>
        withChangedAnswers(database, stage as StageName, async (one, answers) => {
          answers.change(change)
          const run = await one.runHere(answers.settings)
          assert.equal(run.exitCode, 0, describeRun(run))
          const [warning] = warningsOf(run, 'fewer members taken off the list than were sent')
          const { list: named, sent, removed: counted } = warning ?? {}
          assert.deepEqual([named, sent, counted], [statement, 12, removed], describeRun(run))
          assert.equal(run.lines.at(-1)?.['stillOnList'], 12 - removed)
        }))
    }

    it(`are no warning of ${stage} where Eloqua removed all`, () =>
      withChangedAnswers(database, stage as StageName, async (one, answers) => {
        const run = await one.runHere(answers.settings)
        assert.deepEqual(
          run.lines.filter(({ level }) => level === 'warn'),
          [],
        )
        assert.equal(run.lines.at(-1)?.['stillOnList'], undefined)
        assert.equal((await one.eloqua.list(list)).count, 0)
        assert.ok(run.lines.some(({ msg, removed }) => msg === 'sync ended' && removed === 12))
      }))
  }
})

describe('get-contacts and a list that never empties', () => {
  const again = 'contacts that were taken off the list are on it again: it may not empty'

  it('warns of the contacts that come again, whatever Eloqua says of the removal', () =>
    withChangedAnswers(database, 'get-contacts', async (one, answers) => {
      const all = (await one.eloqua.contacts()).map(({ ContactID }) => ContactID)
      const first = await one.runHere(answers.settings)
      assert.deepEqual(warningsOf(first, again), [])
      await one.eloqua.put(stages['get-contacts'].list, all)
      const second = await one.runHere(answers.settings)
      const [warning] = warningsOf(second, again)
      assert.deepEqual([warning?.['returned'], warning?.['takenOff']], [12, 12], describeRun(second))
      assert.equal(second.lines.at(-1)?.['returned'], 12)
    }))

  it('does not warn of one that somebody has put there again', () =>
    withChangedAnswers(database, 'get-contacts', async (one, answers) => {
      const [back] = await one.eloqua.contacts()
      await one.runHere(answers.settings)
      await one.eloqua.put(stages['get-contacts'].list, [back?.ContactID ?? ''])
      const second = await one.runHere(answers.settings)
      assert.deepEqual([warningsOf(second, again), second.lines.at(-1)?.['returned']], [[], 1])
    }))
})

function warningsOf({ lines }: StageRun, message: string) {
  return lines.filter(({ level, msg }) => level === 'warn' && msg === message)
}

type Log = { readonly statusCode: string; readonly count: number }

function inRemovals(change: (count: number) => number): Change {
  return inLogs((logs) =>
    logs.map((log) => (log.statusCode === 'ELQ-00118' ? { ...log, count: change(log.count) } : log)),
  )
}

function withoutRemovals(json: Record<string, unknown>, path: string): Record<string, unknown> {
  return inLogs((logs) => logs.filter(({ statusCode }) => statusCode !== 'ELQ-00118'))(json, path)
}

function inLogs(change: (logs: readonly Log[]) => readonly Log[]): Change {
  return (json, path) => {
    if (!/\/syncs\/\d+\/logs/.test(path)) return json
    const items = change((json['items'] ?? []) as Log[])
    return { ...json, items, totalResults: items.length, count: items.length }
  }
}
