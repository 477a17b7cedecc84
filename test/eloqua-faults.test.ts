import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { FaultInput } from '@dwmops/eloqua-sandbox'
import type { StageRun } from '@dwmops/local-fleet'
import { testMongo } from '@dwmops/local-mongo/testing'
import { describeRun, eloquaStages, openStageCase, type StageCase } from './support/stage-case.ts'
import { expectNothingLost, isThrough } from './support/stage-promises.ts'

/** Every event at the Eloqua edge, with the exit codes of a run while it never ends. */
const events: readonly FaultCase[] = [
  { fault: { name: 'http-error', status: 429 }, forEver: [3] },
  { fault: { name: 'http-error', status: 500 }, forEver: [3] },
  { fault: { name: 'http-error', status: 503 }, forEver: [3] },
  { fault: { name: 'http-error', status: 503, when: 'after', method: 'POST' }, forEver: [3] },
  { fault: { name: 'drop-answer', method: 'POST' }, forEver: [3] },
  { fault: { name: 'drop-answer', method: 'GET' }, forEver: [3] },
  { fault: { name: 'reset-body', method: 'GET' }, forEver: [3] },
  { fault: { name: 'pod-move' }, forEver: [0, 3] },
  { fault: { name: 'sync-error' }, forEver: [0, 3, 4] },
  { fault: { name: 'sync-temporary' }, forEver: [0, 3] },
  { fault: { name: 'lost-body' }, forEver: [3] },
  { fault: { name: 'sync-stuck' }, forEver: [0, 3] },
  { fault: { name: 'sync-slow', ms: 500 }, forEver: [0, 3] },
]

/** Manners in which an Eloqua may differ from another, as far as several go together: they stay, and must not be noticed. */
const manners: Readonly<Record<string, readonly FaultInput[]>> = {
  'an Eloqua that is loose and orders nothing': [
    { name: 'items-omitted' },
    { name: 'unordered-logs' },
    { name: 'unordered-rows' },
    { name: 'unknown-code' },
    { name: 'max-records-ignored' },
    { name: 'syncs-q' },
    { name: 'loose-q' },
    { name: 'limits-cut' },
    { name: 'harmless-rejects', match: '*' },
    { name: 'act-on-rejects' },
    { name: 'members-unknown-ignored' },
    { name: 'duplicates-last' },
    { name: 'omitted-keys-kept' },
    { name: 'null-omitted' },
    { name: 'index-by-body' },
  ],
  'an Eloqua that is strict and heeds case': [
    { name: 'max-records-refused', most: 10 },
    { name: 'syncs-q', mode: 'refused' },
    { name: 'unknown-code', severity: 'warning' },
    { name: 'identifiers-case' },
    { name: 'filters-case' },
    { name: 'filters-flat' },
    { name: 'quotes-doubled' },
    { name: 'identifier-required' },
    { name: 'members-strict' },
    { name: 'definition-busy' },
    { name: 'empty-sync', severity: 'error' },
    { name: 'clear-missing' },
    { name: 'duplicates-email-code' },
    { name: 'milliseconds' },
    { name: 'import-triggers' },
    { name: 'status-errored' },
  ],
}

interface FaultCase {
  readonly fault: FaultInput
  /** Exit codes of a run while the fault goes on for ever. */
  readonly forEver: readonly number[]
}

const bursts = { once: 1, burst: 3, ever: 'ever' } as const
/** Cases wait for back-off and leases most of the time, so several share the machine. */
const atOnce = 6

describe('stages under Eloqua faults', { concurrency: atOnce }, () => {
  const database = testMongo()

  for (const [nth, stage] of eloquaStages.entries()) {
    for (const [number, { fault, forEver }] of events.entries()) {
      for (const [word, times] of Object.entries(bursts)) {
        it(`${stage} loses and doubles nothing under ${describeFault(fault)}, ${word}`, async () => {
          const one = await openStageCase(database, stage, { faults: [{ ...fault, times }] })
          try {
            // each event holds a real process for ever at one of the stages: it has to end all the same
            const asProcess = times === 'ever' && number % eloquaStages.length === nth
            const settings = { MAX_RUNTIME_SECONDS: '3' }
            const first = await (asProcess ? one.run(settings) : one.runHere(settings))
            // on a slow machine a run's time can be over before it has met the fault
            const isMet = one.sandbox.faults().some(({ struck }) => struck > 0)
            expectPlainEnd(first, times === 'ever' ? [...forEver, ...(isMet ? [] : [0])] : [0, 3, 4])
            one.sandbox.setFaults([])
            await finish(one, first, fault.name === 'sync-stuck')
            await expectNothingLost(one)
          } finally {
            await one.stop()
          }
        })
      }
    }
    for (const [what, faults] of Object.entries(manners)) {
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

function expectPlainEnd(run: StageRun, exitCodes: readonly number[]): void {
  assert.ok(exitCodes.includes(run.exitCode ?? -1), describeRun(run))
  assert.equal(run.lines.filter((line) => line['msg'] === 'run finished').length, 1)
  assert.equal(run.stderr, '')
}

function describeFault(fault: FaultInput): string {
  return Object.values(fault).join(' ')
}
