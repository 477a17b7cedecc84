import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { StageRun } from '@dwmops/local-fleet'
import { testMongo } from '@dwmops/local-mongo/testing'
import { describeFault, eloquaEvents, eloquaManners } from '../support/eloqua-faults.ts'
import { describeRun, eloquaStages, openStageCase, type StageCase } from '../support/stage-case.ts'
import { expectNothingLost, isThrough } from '../support/stage-promises.ts'

const bursts = { once: 1, burst: 3, ever: 'ever' } as const
/** Cases wait for back-off and leases most of the time, so several share the machine. */
const atOnce = 6

describe('stages under Eloqua faults', { concurrency: atOnce }, () => {
  const database = testMongo()

  for (const [nth, stage] of eloquaStages.entries()) {
    for (const [number, { fault, forEver }] of eloquaEvents.entries()) {
      for (const [word, times] of Object.entries(bursts)) {
        it(`${stage} loses and doubles nothing under ${describeFault(fault)}, ${word}`, async () => {
          const one = await openStageCase(database, stage, { faults: [{ ...fault, times }] })
          try {
            // each event holds a real process for ever at one of the stages: it has to end all the same
            const asProcess = times === 'ever' && number % eloquaStages.length === nth
            const settings = { MAX_RUNTIME_SECONDS: '3' }
            const first = await (asProcess ? one.run(settings) : one.runHere(settings))
            // on a slow machine a run's time can be over before it has met the fault, or tried again often enough
            const isMet = one.sandbox.faults().some(({ triggered }) => triggered > 0)
            const mayEndWell = !isMet || hasUsedUp(first, 3000)
            expectPlainEnd(first, times === 'ever' ? [...forEver, ...(mayEndWell ? [0] : [])] : [0, 3, 4])
            one.sandbox.setFaults([])
            await finish(one, first, fault.name === 'sync-stuck')
            await expectNothingLost(one)
          } finally {
            await one.stop()
          }
        })
      }
    }
    for (const [what, faults] of Object.entries(eloquaManners)) {
      it(`${stage} does not mind ${what}`, async () => {
        const one = await openStageCase(database, stage, { faults })
        try {
          expectPlainEnd(await one.runHere(), [0])
          await expectNothingLost(one)
        } finally {
          await one.stop()
        }
      })
    }
  }
})

/** Later runs without the fault, as the schedule would start them, and a person's redrive, until everything is through. */
async function finish(one: StageCase, first: StageRun, long: boolean): Promise<void> {
  let last = first
  for (let run = 0; run < 4 && !(last.exitCode === 0 && (await isThrough(one))); run += 1) {
    await one.leaseIsOver(long)
    await one.queue.redrive({})
    await one.clean()
    last = await one.runHere()
    assert.ok([0, 4].includes(last.exitCode ?? -1), describeRun(last))
  }
}

/** Whether a run lasted as long as it might, in milliseconds. */
function hasUsedUp(run: StageRun, limitMs: number): boolean {
  return run.lines.some(({ msg, durationMs }) => msg === 'run finished' && Number(durationMs) >= limitMs)
}

function expectPlainEnd(run: StageRun, exitCodes: readonly number[]): void {
  assert.ok(exitCodes.includes(run.exitCode ?? -1), describeRun(run))
  assert.equal(run.lines.filter((line) => line['msg'] === 'run finished').length, 1)
  assert.equal(run.stderr, '')
}
