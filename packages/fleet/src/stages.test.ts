import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { metricsTable } from './metrics-table.ts'
import { stageNamed, stages } from './stages.ts'

describe('stages', () => {
  it('are the six of the fleet, each name, script and log once', () => {
    assert.equal(stages.length, 6)
    for (const fact of ['name', 'replaces', 'explicitLog'] as const) {
      assert.equal(new Set(stages.map((stage) => stage[fact])).size, 6, fact)
    }
  })

  it('hand contacts from one to the next', () => {
    const [get, wash, update, post] = stages
    assert.deepEqual([get.to, wash.to, update.to, post.to], [wash.from, update.from, post.from, 'Eloqua'])
  })

  it('may be silent for longer than a run lasts and a schedule waits', () => {
    const longestGapSeconds = {
      '* * * * *': 60,
      '0,30 * * * *': 1800,
      '15,45 * * * *': 1800,
      '0 5 * * *': 86_400,
    }
    for (const stage of stages) {
      const gap = longestGapSeconds[stage.schedule]
      assert.ok(stage.successMaxAgeSeconds > gap + stage.maxRuntimeSeconds, stage.name)
    }
  })

  it('push the metrics of the old fleet as it did', () => {
    const pushers = (name: keyof typeof metricsTable) => metricsTable[name].stages.length
    assert.equal(pushers('last_success_unixtime'), 6)
    assert.equal(pushers('total_seconds'), 5)
    assert.equal(pushers('total_records_total'), 5)
    assert.equal(pushers('total_records_errored'), 3)
    assert.deepEqual([...metricsTable.QueueSize.stages], ['clean-queues'])
  })

  it('are found by name', () => {
    assert.equal(stageNamed('clean-queues').explicitLog, 'CLEAN_QUEUE_DWM')
  })
})
