import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { FaultInput } from '@dwmops/eloqua-sandbox'
import type { StageName } from '@dwmops/fleet'
import { testMongo, waitUntil } from '@dwmops/local-mongo/testing'
import { describeRun, eloquaStages, openStageCase, type StageCase } from '../support/stage-case.ts'
import { expectNothingLost, isThrough } from '../support/stage-promises.ts'

/** A moment of a run at which a slow Eloqua holds it so that it can be killed there. */
interface Moment {
  readonly name: string
  readonly held: readonly FaultInput[]
  /** Default: all that talk to Eloqua. */
  readonly stages?: readonly StageName[]
  /** Default: the first fault was triggered. */
  reached?(one: StageCase): Promise<boolean>
}

const slowly = { name: 'slow-answer', ms: 10_000 } as const
const importing: readonly StageName[] = ['update-indicators', 'post-contacts', 'refresh-indicators']

const moments: readonly Moment[] = [
  {
    name: 'rows are being staged and no sync is planned',
    held: [{ ...slowly, method: 'POST', path: '*/imports/*/data' }],
    stages: importing,
  },
  {
    name: 'the sync is planned and its POST has not reached Eloqua',
    held: [{ ...slowly, method: 'POST', path: '/syncs' }],
    reached: async (one) => (await ledgerStates(one)).includes('planned'),
  },
  {
    name: 'Eloqua has started the sync and its answer is on the way',
    held: [{ name: 'slow-bytes', bytesPerSecond: 5, method: 'POST', path: '/syncs' }],
    reached: async (one) =>
      (await ledgerStates(one)).includes('planned') && (await one.eloqua.syncs()).length > 0,
  },
  {
    name: 'the sync runs',
    held: [{ name: 'sync-slow', ms: 4_000 }],
    reached: async (one) => (await ledgerStates(one)).includes('started'),
  },
  {
    name: 'the sync has ended and its logs are being read',
    held: [{ ...slowly, method: 'GET', path: '/syncs/*/logs' }],
    reached: async (one) =>
      (await ledgerStates(one)).includes('started') &&
      (await one.eloqua.syncs()).some(({ status }) => status === 'success'),
  },
  {
    name: 'its rejects are being read',
    held: [
      { ...slowly, method: 'GET', path: '/syncs/*/rejects' },
      { name: 'harmless-rejects', match: '*' },
    ],
    stages: importing,
  },
  {
    name: 'the exported rows are being read',
    held: [{ ...slowly, method: 'GET', path: '/syncs/*/data' }],
    stages: ['get-contacts', 'refresh-indicators'],
  },
  {
    name: 'contacts are stored and the sync action is planned',
    held: [{ ...slowly, method: 'POST', path: '/syncs', skip: 1 }],
    stages: ['get-contacts'],
  },
  {
    name: 'the sync action runs',
    held: [{ name: 'sync-slow', ms: 4_000, kind: 'action' }],
    stages: ['get-contacts'],
  },
]

describe('a stage killed', { concurrency: 4 }, () => {
  const database = testMongo()

  for (const stage of eloquaStages) {
    for (const moment of moments.filter((one) => one.stages?.includes(stage) ?? true)) {
      it(`${stage} when ${moment.name}: the next run finishes the work, once`, async () => {
        const one = await openStageCase(database, stage, { faults: moment.held })
        try {
          const victim = one.start()
          await waitUntil(moment.name, async () => moment.reached?.(one) ?? hasStruck(one))
          victim.process.kill('SIGKILL')
          assert.equal((await victim.finished).signal, 'SIGKILL')
          one.sandbox.setFaults([])
          await finish(one)
          await expectNothingLost(one)
        } finally {
          await one.stop()
        }
      })
    }
  }
})

async function finish(one: StageCase): Promise<void> {
  for (let run = 0; run < 3 && (run === 0 || !(await isThrough(one))); run += 1) {
    await one.leaseIsOver()
    await one.clean()
    const next = await one.runHere()
    assert.equal(next.exitCode, 0, describeRun(next))
  }
}

function hasStruck({ sandbox }: StageCase): boolean {
  return sandbox.faults()[0]?.triggered === 1
}

async function ledgerStates(one: StageCase): Promise<string[]> {
  const entries = await one.queueDb.collection('syncs').find().toArray()
  return entries.map(({ state }) => String(state))
}
