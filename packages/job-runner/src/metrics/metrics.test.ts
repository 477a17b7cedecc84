import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createGauges } from './metrics.ts'

describe('createGauges', () => {
  it('shows nothing that was not set, not even as 0', async () => {
    const gauges = createGauges('clean-queues')
    assert.equal((await gauges.text()).trim(), '')
    gauges.set('QueueSize', 3, { queue: 'dwmQueue' })
    gauges.set('QueueSize', 4, { queue: 'dwmQueue' })
    assert.deepEqual((await gauges.text()).trim().split('\n'), [
      '# HELP QueueSize Records in the queue',
      '# TYPE QueueSize gauge',
      'QueueSize{queue="dwmQueue",stage="clean-queues"} 4',
    ])
  })

  it("refuses another stage's metrics, wrong labels and values that are no number", () => {
    const gauges = createGauges('get-contacts')
    assert.throws(() => gauges.set('QueueSize', 3, { queue: 'dwmQueue' }), RangeError)
    assert.throws(() => gauges.set('total_seconds', 3, { queue: 'dwmQueue' }), RangeError)
    assert.throws(() => gauges.set('total_seconds', Number.NaN), RangeError)
  })
})
