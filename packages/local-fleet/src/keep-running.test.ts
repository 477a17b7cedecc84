import assert from 'node:assert/strict'
import { describe, it, mock } from 'node:test'
import type { Fleet } from './fleet.ts'
import { keepRunning } from './keep-running.ts'
import type { MainJobProgress } from './main-job.ts'

/** Which stages run until the first pause, where so many contacts wait on the list and in the queues. */
async function ranWith(onList: number, underWay: number): Promise<string[]> {
  const ran: string[] = []
  const stop = new AbortController()
  const waiting = [onList, 0]
  const run = async (stage: string) => {
    ran.push(stage)
    if (stage === 'clean-queues' || stage === 'refresh-indicators') stop.abort()
    return { stage, exitCode: 0, lines: [], seconds: 0 }
  }
  const fleet = {
    ...{ sandbox: { url: 'http://127.0.0.1' }, environment: {} },
    client: {
      db: () => ({ collection: () => ({ countDocuments: async () => (waiting.length > 1 ? underWay : 0) }) }),
    },
    run,
  } as unknown as Fleet
  const answer = async () => {
    const count = waiting.length > 1 ? waiting.shift() : waiting[0]
    return Response.json({ count })
  }
  const fetched = mock.method(globalThis, 'fetch', answer)
  const progress = {
    stageStarted: () => undefined,
    stageEnded: () => undefined,
  } as unknown as MainJobProgress
  await keepRunning(fleet, progress, stop.signal)
  fetched.mock.restore()
  return ran
}

describe('keepRunning', () => {
  it('only keeps the queues clean where nothing waits', async () => {
    assert.deepEqual(await ranWith(0, 0), ['clean-queues'])
  })

  it('runs the main job where contacts wait on the list', async () => {
    assert.equal((await ranWith(2, 0))[0], 'get-contacts')
  })

  it('does nothing once it is ended', async () => {
    const fleet = { run: () => assert.fail('it has ended') } as unknown as Fleet
    await keepRunning(fleet, {} as MainJobProgress, AbortSignal.abort())
  })
})
