import { setTimeout as delay } from 'node:timers/promises'
import { runStage } from '../run/run-stage.ts'
import type { StageContext } from '../run/stage-context.ts'

class RemoteRefused extends Error {
  override readonly name = 'RemoteRefused'
  readonly code = 'REMOTE_REFUSED'
  readonly retryable = true
}

type Behavior = (context: StageContext<'post-contacts'>) => Promise<void>

/** What the fixture's work does, by the value of FIXTURE. */
const behaviors: Readonly<Record<string, Behavior>> = {
  async work(context) {
    context.expect(5)
    context.count({ in: 5 })
    context.count({ out: 5, uploads: 1, left: 7 })
    context.metrics.set('total_records_success', 5)
    await context.queueDb.collection('worked').insertOne({ runId: context.runId, write: context.eloquaWrite })
  },
  async nothing() {},
  async partial({ count }) {
    count({ in: 5, out: 3, failed: 2 })
  },
  async throws({ count }) {
    count({ in: 4, out: 1 })
    throw new TypeError('unknown collection: nothing')
  },
  async away() {
    throw new Error('import not sent', { cause: new RemoteRefused('login refused') })
  },
  async echoed({ settings }) {
    const password = settings.eloquaPassword?.reveal()
    throw new TypeError(`refused ${password}`, {
      cause: new RemoteRefused(`said ${password} for ann@example.com`),
    })
  },
  async 'uncaught-exception'() {
    setTimeout(() => {
      throw new Error('thrown where nobody waits')
    })
    await delay(60_000)
  },
  async 'unhandled-rejection'() {
    void Promise.reject(new Error('rejected where nobody waits'))
    await delay(60_000)
  },
  async prints({ log, settings }) {
    console.log('printed plainly')
    console.error('password is', settings.eloquaPassword?.reveal(), 'for jane.doe@example.com')
    log.info({ settings }, 'settings shown')
  },
  async loops({ log, stopSignal, count }) {
    log.info('looping')
    while (!stopSignal.aborted) {
      count({ in: 1, out: 1 })
      await delay(20)
    }
  },
  async 'gives-back'({ log, abortSignal: signal, queueDb }) {
    log.info('looping')
    await delay(60_000, undefined, { signal }).catch(() => undefined)
    await queueDb.collection('given').insertOne({ back: true })
    signal.throwIfAborted()
  },
  async hangs({ log }) {
    log.info('looping')
    await delay(600_000)
  },
  async 'leaves-a-handle'({ count }) {
    count({ in: 1, out: 1 })
    setInterval(() => undefined, 1000)
  },
  async database({ queueDb, count, log }) {
    count({ in: 1 })
    log.info('looping')
    for (;;) {
      await queueDb.command({ ping: 1 })
      await delay(50)
    }
  },
}

const work =
  behaviors[process.env['FIXTURE'] ?? 'work'] ?? (() => Promise.reject(new Error('no such fixture')))
await runStage({ stage: 'post-contacts', work })
