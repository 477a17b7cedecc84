import assert from 'node:assert/strict'
import type { StageRun } from '@dwmops/local-fleet'
import { describeRun, type StageCase } from './stage-case.ts'

/** Whatever happened, once all runs are through: nothing lost, nothing doubled, no sync left open. */
export async function expectNothingLost(one: StageCase): Promise<void> {
  await promises[one.stage]?.(one)
  assert.equal(await one.openSyncs(), 0, 'syncs left open')
  for (const { uri, duplicates } of await one.eloqua.syncs())
    assert.equal(duplicates, 0, `${uri} imported a contact twice`)
}

/** A run that could not do its work is no success, and says why. */
export function expectPostponed(run: StageRun): void {
  assert.deepEqual([run.exitCode, run.lines.at(-1)?.['code']], [3, 'SYNC_POSTPONED'], describeRun(run))
}

/** Whether a further run would find nothing to do. */
export async function isThrough(one: StageCase): Promise<boolean> {
  if ((await one.openSyncs()) > 0) return false
  if (one.stage === 'get-contacts') return (await one.eloqua.list('DWM - Export Queue')).count === 0
  if (one.stage === 'refresh-indicators') {
    return (await one.eloqua.indicators()).every(({ dataStatus }) => dataStatus === 'PROCESS as MOD')
  }
  const from = one.stage === 'post-contacts' ? 'processedQueue' : 'indicatorQueue'
  const counted = (await one.queue.measure([from])).find(({ queue }) => queue === from)
  return counted !== undefined && counted.ready + counted.held + counted.dead === 0
}

const promises: Partial<Record<string, (one: StageCase) => Promise<void>>> = {
  'get-contacts': async (one) => {
    await everyContactIn(one, 'dwmQueue', 'ready')
    assert.equal((await one.eloqua.list('DWM - Export Queue')).count, 0)
  },
  'update-indicators': async (one) => {
    await everyContactIn(one, 'processedQueue', 'ready')
    await allFlagged(one)
  },
  'post-contacts': async (one) => {
    await everyContactIn(one, 'processedQueue', 'done')
    for (const contact of await one.eloqua.contacts()) {
      assert.equal(contact.fields['city'], 'Washed')
      assert.equal(contact.imports, 1, `contact ${contact.ContactID} was imported ${contact.imports} times`)
    }
    assert.equal((await one.eloqua.list('DWM - Processing Queue')).count, 0)
  },
  'refresh-indicators': allFlagged,
}

async function everyContactIn(one: StageCase, queue: string, state: string): Promise<void> {
  for (const address of one.addresses) {
    const shown = await one.queue.show(address)
    assert.deepEqual([shown?.item.queue, shown?.item.state], [queue, state])
  }
}

async function allFlagged(one: StageCase): Promise<void> {
  const indicators = await one.eloqua.indicators()
  assert.equal(indicators.length, one.records, 'records of the custom object')
  for (const { dataStatus } of indicators) assert.equal(dataStatus, 'PROCESS as MOD')
}
