import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { runJob } from './run-job.ts'
import type { StageJob } from './stage-context.ts'

const job: StageJob<'clean-queues'> = {
  stage: 'clean-queues',
  work: async () => assert.fail('wrong settings must end the run'),
}

describe('runJob', () => {
  it('reports what is wrong with the settings in the one line of the run, and leaves the process alone', async () => {
    const { result, exitCode, lines } = await runJob(job, { MONGODB_URL: 'http://ann:secret@db.example.com' })
    assert.deepEqual([result, exitCode, lines.length], ['settings', 2, 1])
    assert.equal(lines[0]?.['msg'], 'run finished')
    assert.match(String(lines[0]?.['reason']), /MONGODB_URL/)
    assert.doesNotMatch(JSON.stringify(lines), /secret/)
    assert.equal(process.exitCode, undefined)
  })
})
