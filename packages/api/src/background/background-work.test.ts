import assert from 'node:assert/strict'
import { once } from 'node:events'
import { describe, it } from 'node:test'
import { BackgroundWork } from './background-work.ts'
import { firstSeen } from './first-seen.ts'

/** Ends only when it is aborted, with the reason of the abort. */
async function untilAborted(signal: AbortSignal): Promise<string> {
  await once(signal, 'abort')
  return String(signal.reason.message)
}

describe('BackgroundWork', () => {
  it('gives up the task that is named, and no other', async () => {
    const work = new BackgroundWork()
    const one = work.start('one', untilAborted)
    const other = work.start('other', untilAborted)
    work.cancel('one', new Error('thrown away'))
    work.cancel('unknown', new Error('thrown away'))
    assert.equal(await one, 'thrown away')
    await work.stop(new Error('the end'))
    assert.equal(await other, 'the end')
  })

  it('waits at its stop for what is under way, whether it goes well or not', async () => {
    const work = new BackgroundWork()
    const ended: string[] = []
    const failing = work.start('a', async (signal) => {
      ended.push(await untilAborted(signal))
      throw new Error('broke off')
    })
    await work.stop(new Error('the end'))
    assert.deepEqual([ended, work.stopping.aborted], [['the end'], true])
    await assert.rejects(failing, /broke off/)
  })
})

describe('firstSeen', () => {
  it('answers with what is seen before the end, and with the outcome otherwise', async () => {
    assert.equal(
      await firstSeen(new Promise<string>(() => undefined), async () => 'on its way'),
      'on its way',
    )
    assert.equal(await firstSeen(Promise.resolve('done'), async () => undefined), 'done')
    await assert.rejects(
      firstSeen(Promise.reject(new Error('refused')), async () => undefined),
      /refused/,
    )
  })

  it('leaves no rejection unhandled where looking fails, or where the work fails later', async () => {
    const { promise, reject } = Promise.withResolvers<string>()
    assert.equal(await firstSeen(promise, async () => 'on its way'), 'on its way')
    await assert.rejects(
      firstSeen(promise, async () => Promise.reject(new Error('away'))),
      /away/,
    )
    const unhandled: unknown[] = []
    const keep = (reason: unknown) => void unhandled.push(reason)
    process.on('unhandledRejection', keep)
    reject(new Error('broke off'))
    await new Promise((resolve) => setImmediate(resolve))
    process.off('unhandledRejection', keep)
    assert.deepEqual(unhandled, [])
  })
})
