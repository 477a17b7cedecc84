import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { testMongo } from '@dwmops/local-mongo/testing'
import { startRecordingGateway } from '../testing/recording-gateway.ts'
import { login, runFixture } from '../testing/run-fixture.ts'

const database = testMongo()
let settings: Record<string, string>

before(async () => {
  await database.started()
  settings = { ...login, MONGODB_URL: database.mongo.url, QUEUE_DATABASE: 'run_metrics_test' }
})

describe('metrics of a run', () => {
  it('are pushed with POST under job and environment: the start first, the rest at the end', async () => {
    const gateway = await startRecordingGateway()
    const end = await runFixture({ ...settings, PUSHGATEWAY: gateway.address, FIXTURE: 'work' }).ended()
    await gateway.stop()
    assert.equal(end.exitCode, 0)
    const path = '/metrics/job/post-contacts/environment/dev'
    assert.deepEqual(
      gateway.pushes.map((push) => [push.method, push.path]),
      [
        ['POST', path],
        ['POST', path],
      ],
    )
    const [first, last] = gateway.pushes
    assert.deepEqual(seriesIn(first?.body), ['dwm_last_start_timestamp_seconds{stage="post-contacts"}'])
    assert.match(last?.body ?? '', /^last_success_unixtime\{stage="post-contacts"\} \d{10}$/m)
    assert.match(last?.body ?? '', /^total_records_total\{stage="post-contacts"\} 5$/m)
    assert.match(last?.body ?? '', /^total_seconds\{stage="post-contacts"\} /m)
    assert.match(last?.body ?? '', /^total_records_success\{stage="post-contacts"\} 5$/m)
    assert.match(last?.body ?? '', /^dwm_run_records\{result="out",stage="post-contacts"\} 5$/m)
    assert.doesNotMatch(last?.body ?? '', /total_records_errored|dwm_last_failure/)
    assert.ok(seriesIn(last?.body).every((series) => series.includes('stage="post-contacts"')))
  })

  for (const fixture of ['throws', 'away', 'partial', 'uncaught-exception']) {
    it(`of '${fixture}' never touch last_success_unixtime and report the failure`, async () => {
      const gateway = await startRecordingGateway()
      await runFixture({ ...settings, PUSHGATEWAY: gateway.address, FIXTURE: fixture }).ended()
      await gateway.stop()
      assert.doesNotMatch(gateway.pushes.map((push) => push.body).join(), /last_success_unixtime/)
      assert.match(gateway.pushes.at(-1)?.body ?? '', /^dwm_last_failure_timestamp_seconds/m)
    })
  }

  it('of a stopped run report neither success nor failure', async () => {
    const gateway = await startRecordingGateway()
    const run = runFixture({ ...settings, PUSHGATEWAY: gateway.address, FIXTURE: 'gives-back' })
    await run.printed('looping')
    run.process.kill('SIGTERM')
    await run.ended()
    await gateway.stop()
    assert.doesNotMatch(gateway.pushes.map((push) => push.body).join(), /last_success|last_failure|total_/)
    assert.match(gateway.pushes.at(-1)?.body ?? '', /^dwm_last_exit_code\{stage="post-contacts"\} 143$/m)
  })

  it('that cannot be pushed are an error in the log and fail nothing', async () => {
    const gateway = await startRecordingGateway(400)
    const end = await runFixture({ ...settings, PUSHGATEWAY: gateway.address, FIXTURE: 'work' }).ended()
    await gateway.stop()
    assert.equal(end.exitCode, 0)
    const errors = end.lines.filter((line) => line['level'] === 'error')
    assert.deepEqual(
      errors.map((line) => line['msg']),
      ['metrics not pushed', 'metrics not pushed'],
    )
    assert.match(JSON.stringify(errors[0]), /status 400, no, thank you/)
  })

  it('are given up after 5 s when the gateway never answers', async () => {
    const gateway = await startRecordingGateway('never')
    const end = await runFixture({ ...settings, PUSHGATEWAY: gateway.address, FIXTURE: 'work' }).ended()
    await gateway.stop()
    assert.equal(end.exitCode, 0)
  })

  it('go nowhere without PUSHGATEWAY, which is said once', async () => {
    const end = await runFixture({ ...settings, FIXTURE: 'work' }).ended()
    assert.equal(end.lines.filter((line) => String(line['msg']).includes('PUSHGATEWAY')).length, 1)
  })

  it('carry the login that the address of the gateway holds, which is never printed', async () => {
    const gateway = await startRecordingGateway(500)
    const address = `http://pusher:hidden-word@${gateway.address}/prefix/`
    const end = await runFixture({ ...settings, PUSHGATEWAY: address, FIXTURE: 'work' }).ended()
    await gateway.stop()
    const [push] = gateway.pushes
    assert.equal(push?.path, '/prefix/metrics/job/post-contacts/environment/dev')
    assert.equal(push?.authorization, `Basic ${Buffer.from('pusher:hidden-word').toString('base64')}`)
    assert.doesNotMatch(end.stdout + end.stderr, /hidden-word/)
  })
})

function seriesIn(body: string | undefined): string[] {
  return (body ?? '')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.slice(0, line.lastIndexOf(' ')))
}
