import assert from 'node:assert/strict'
import { afterEach, describe, it, mock } from 'node:test'
import type { Fleet } from './fleet.ts'
import { type MainJobProgress, runMainJob } from './main-job.ts'

const progress = {
  stageStarted: () => undefined,
  line: () => undefined,
  stageEnded: () => undefined,
} as MainJobProgress

/** Runs the main job of a fleet on whose list so many contacts wait after each round; a stage ends as `ends` says. */
async function ran(waiting: readonly number[], ends: (stage: string) => object = () => ({})) {
  const stages: string[] = []
  const left = [...waiting]
  const fleet = {
    ...{ sandbox: { url: 'http://127.0.0.1' }, environment: {} },
    client: { db: () => ({ collection: () => ({ countDocuments: async () => left.shift() ?? 0 }) }) },
    run: async (stage: string) => {
      stages.push(stage)
      return { stage, exitCode: 0, signal: null, lines: [], stderr: '', seconds: 1, ...ends(stage) }
    },
  } as unknown as Fleet
  mock.method(globalThis, 'fetch', async () => Response.json({ count: left.shift() ?? 0 }))
  const totals = await runMainJob(fleet, progress).catch((error: unknown) => error)
  return { stages, totals }
}

describe('runMainJob', () => {
  afterEach(() => mock.restoreAll())

  it('goes on round by round until nothing waits, on the list or in a queue, and cleans up once', async () => {
    const count = async (waiting: readonly number[]) => {
      const { stages } = await ran(waiting)
      return [stages.filter((one) => one === 'wash-contacts').length, stages.slice(-2)]
    }
    const keepers = ['clean-queues', 'refresh-indicators']
    assert.deepEqual(await count([0, 0]), [1, keepers])
    assert.deepEqual(await count([3, 0, 0, 0]), [2, keepers])
    assert.deepEqual(await count([0, 3, 0, 0]), [2, keepers])
  })

  it('gives up after 100 rounds', async () => {
    const { stages } = await ran(Array(400).fill(1))
    assert.equal(stages.filter((one) => one === 'wash-contacts').length, 100)
  })

  it('adds up what a stage did; what it does not count stays unknown', async () => {
    const finished = { msg: 'run finished', in: 2, out: 1, failed: 1 }
    const lines = (stage: string) => [{ ...finished, ...(stage === 'wash-contacts' && { changed: 1 }) }]
    const { totals } = await ran([1, 0, 0, 0], (stage) => ({ lines: lines(stage), exitCode: 4 }))
    const rows = totals as { stage: string }[]
    const row = (stage: string) => rows.find((one) => one.stage === stage)
    assert.deepEqual(row('wash-contacts'), {
      ...{ stage: 'wash-contacts', runs: 2, in: 4, changed: 2, out: 2, failed: 2, seconds: 2 },
    })
    assert.deepEqual(row('post-contacts'), {
      ...{ stage: 'post-contacts', runs: 2, in: 4, changed: undefined, out: 2, failed: 2, seconds: 2 },
    })
    assert.deepEqual(row('clean-queues'), {
      ...{ stage: 'clean-queues', runs: 1, in: 2, changed: undefined, out: 1, failed: 1, seconds: 1 },
    })
  })

  it('fails with a stage that fails, and says why', async () => {
    const why = async (end: object) => String((await ran([], () => end)).totals)
    const error = { level: 'error', msg: 'no', err: { message: 'no database' } }
    assert.match(
      await why({ exitCode: 3, lines: [error, { msg: 'run finished' }] }),
      /exit code 3: no database/,
    )
    assert.match(
      await why({ exitCode: 1, lines: [{ level: 'info', msg: 'last words' }] }),
      /code 1: last words/,
    )
    assert.match(
      await why({ exitCode: null, signal: 'SIGKILL', stderr: ' killed\n' }),
      /with SIGKILL: killed/,
    )
  })
})
