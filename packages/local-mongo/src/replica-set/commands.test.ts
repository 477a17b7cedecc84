import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { commandsHelp, runCommandLine } from './commands.ts'
import type { ReplicaSetMember } from './member.ts'
import type { ReplicaSet } from './replica-set.ts'

/** A set that writes down what it is asked for; its primary is member 1. */
function writingDown() {
  const asked: string[] = []
  const write = (what: string) => async () => void asked.push(what)
  const actions = ['kill', 'start', 'pause', 'resume', 'isolate', 'rejoin', 'delay', 'catchUp', 'resync']
  const members = [0, 1, 2].map((number) => ({
    host: `member${number}`,
    ...Object.fromEntries(actions.map((action) => [action, write(`${action} ${number}`)])),
  })) as unknown as ReplicaSetMember[]
  const set = {
    members,
    primary: async () => members[1],
    stepDown: write('stepDown'),
    fillOplog: write('fillOplog'),
    heal: write('heal'),
  } as unknown as ReplicaSet
  return { set, asked }
}

describe('runCommandLine', () => {
  for (const [line, expected, said] of [
    ['kill 0', ['kill 0'], 'kill member0: done'],
    [' catch-up  2 ', ['catchUp 2'], 'catch-up member2: done'],
    ['isolate primary', ['isolate 1'], 'isolate member1: done'],
    ['step-down', ['stepDown'], 'step-down: done, member1 is primary'],
    ['fill-oplog', ['fillOplog'], 'fill-oplog: done, member1 is primary'],
  ] as const)
    it(`does "${line}"`, async () => {
      const { set, asked } = writingDown()
      assert.equal(await runCommandLine(set, line), said)
      assert.deepEqual(asked, expected)
    })

  for (const line of ['', 'kill', 'kill 3', 'kill -1', 'toString 0', 'toString', 'shut down'])
    it(`does nothing for "${line}" and says what may be typed`, async () => {
      const { set, asked } = writingDown()
      assert.equal(await runCommandLine(set, line), commandsHelp)
      assert.deepEqual(asked, [])
    })
})
