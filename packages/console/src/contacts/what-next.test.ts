import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { stages } from '@dwmops/fleet'
import { whatNext } from './what-next.ts'

const way = stages.map(({ name: stage, schedule, from, to }) => ({
  stage,
  schedule,
  from,
  to,
  suspended: null as boolean | null,
}))

describe('whatNext', () => {
  it('names the stages that are still to come, with their schedules', () => {
    assert.deepEqual(whatNext({ queue: 'indicatorQueue', state: 'ready' }, way), [
      'update-indicators flags it in Eloqua (scheduled * * * * * UTC).',
      'post-contacts imports what changed into Eloqua (scheduled 15,45 * * * * UTC).',
    ])
    assert.equal(whatNext({ queue: 'dwmQueue', state: 'ready' }, way).length, 3)
  })

  it('gives no schedule of a stage that is suspended', () => {
    const halted = way.map((stage) => ({ ...stage, suspended: stage.stage === 'wash-contacts' }))
    const [first, second] = whatNext({ queue: 'dwmQueue', state: 'ready' }, halted)
    assert.equal(first, 'wash-contacts washes it by the rules (once it is resumed: it is suspended).')
    assert.match(second ?? '', /scheduled/)
  })

  it('says what works on it at this moment, and that a newer export waits', () => {
    const heldBy = { stage: 'post-contacts', owner: 'pod', until: '2026-01-01T00:00:00Z' }
    const now = { queue: 'processedQueue', state: 'claimed', heldBy, newerExportAt: '2026-01-01T00:00:00Z' }
    const [first, second] = whatNext(now, way)
    assert.match(first ?? '', /at this moment/)
    assert.match(second ?? '', /newer export/)
  })

  it('promises nothing of what is through, forgotten or dead', () => {
    assert.match(whatNext({ queue: 'processedQueue', state: 'done' }, way)[0] ?? '', /exports it again/)
    assert.match(whatNext(undefined, way)[0] ?? '', /exports it again/)
    assert.match(whatNext({ queue: 'undoQueue', state: 'ready' }, way)[0] ?? '', /waits in undoQueue/)
    assert.match(whatNext({ queue: 'dwmQueue', state: 'dead' }, way)[0] ?? '', /a person/)
  })
})
