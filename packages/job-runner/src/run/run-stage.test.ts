import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { before, describe, it } from 'node:test'
import { startLocalMongo } from '@dwmops/local-mongo'
import { testMongo } from '@dwmops/local-mongo/testing'
import type { Db } from 'mongodb'
import { login, runFixture } from '../testing/run-fixture.ts'
import { listRuns } from './runs.ts'

const database = testMongo()
let db: Db
let settings: Record<string, string>

before(async () => {
  await database.started()
  db = database.fresh()
  settings = { ...login, MONGODB_URL: database.mongo.url, QUEUE_DATABASE: db.databaseName }
})

async function runDocumentOf(runId: unknown) {
  const runs = await listRuns(db, { stage: 'post-contacts' })
  return runs.find((run) => run._id === runId)
}

describe('runStage', () => {
  const endings: [fixture: string, exitCode: number, result: string][] = [
    ['work', 0, 'done'],
    ['nothing', 0, 'nothing to do'],
    ['throws', 1, 'unexpected'],
    ['away', 3, 'unavailable'],
    ['partial', 4, 'partial'],
    ['uncaught-exception', 1, 'unexpected'],
    ['unhandled-rejection', 1, 'unexpected'],
  ]
  for (const [fixture, exitCode, result] of endings) {
    it(`ends '${fixture}' with exit code ${exitCode}, one line and one document that say '${result}'`, async () => {
      const end = await runFixture({ ...settings, FIXTURE: fixture }).ended()
      assert.equal(end.exitCode, exitCode, end.stdout + end.stderr)
      assert.equal(end.finished?.['result'], result)
      assert.equal(end.finished?.['exitCode'], exitCode)
      const run = await runDocumentOf(end.finished?.['runId'])
      assert.equal(run?.result, result)
      assert.equal(run?.exitCode, exitCode)
      assert.equal(end.stderr, '')
    })
  }

  it('logs counts and duration in the run line, those of a failed run too', async () => {
    const end = await runFixture({ ...settings, FIXTURE: 'throws' }).ended()
    const { in: taken, out, failed, durationMs, reason } = end.finished ?? {}
    assert.deepEqual({ taken, out, failed }, { taken: 4, out: 1, failed: 0 })
    assert.equal(typeof durationMs, 'number')
    assert.equal(reason, 'unknown collection: nothing')
  })

  it('names what was tried and what came back when the remote side refuses', async () => {
    const end = await runFixture({ ...settings, FIXTURE: 'away' }).ended()
    assert.equal(end.finished?.['reason'], 'import not sent: login refused')
  })

  it('names all wrong settings in one message, never their values', async () => {
    const end = await runFixture({
      ELOQUA_PASSWORD: 'hidden-password',
      MONGODB_URL: 'mongo://user:hidden-too@host',
      BATCH_SIZE: '10abc',
      ENVIRONMENT: 'staging',
    }).ended()
    assert.equal(end.exitCode, 2)
    assert.equal(end.lines.length, 1)
    const reason = String(end.finished?.['reason'])
    for (const name of ['ELOQUA_COMPANY', 'ELOQUA_USERNAME', 'MONGODB_URL', 'BATCH_SIZE', 'ENVIRONMENT']) {
      assert.ok(reason.includes(`${name} (`), `${name} in: ${reason}`)
    }
    assert.doesNotMatch(end.stdout + end.stderr, /hidden|10abc|staging/)
  })

  it('refuses a connection string that only the driver can refuse, without quoting it', async () => {
    const end = await runFixture({
      ...settings,
      MONGODB_URL: 'mongodb://u:hidden-pass@127.0.0.1:1/?tls=maybe',
    }).ended()
    assert.equal(end.exitCode, 2)
    assert.match(String(end.finished?.['reason']), /MONGODB_URL/)
    assert.doesNotMatch(end.stdout + end.stderr, /hidden-pass/)
  })

  it('exits 2 for an unknown option and 0 for --help, which lists the settings', async () => {
    const wrong = await runFixture({}, ['--nope']).ended()
    assert.equal(wrong.exitCode, 2)
    const help = await runFixture({}, ['--help']).ended()
    assert.equal(help.exitCode, 0)
    assert.match(help.stdout, /BATCH_SIZE[\s\S]*30000/)
  })

  it('exits 3 when nothing listens where the database should be, with one clear line', async () => {
    const end = await runFixture({ ...settings, MONGODB_URL: 'mongodb://u:hidden-pass@127.0.0.1:1/' }).ended()
    assert.equal(end.exitCode, 3)
    assert.match(
      String(end.finished?.['reason']),
      /MongoDB at mongodb:\/\/127\.0\.0\.1:1 failed: .*ECONNREFUSED/,
    )
    assert.equal(end.lines.filter((line) => line['level'] === 'error').length, 1)
    assert.doesNotMatch(end.stdout, /hidden-pass/)
  })

  it('exits 3 when the database takes connections and never answers, within the bounds that its address sets', async () => {
    const silent = createServer(() => undefined)
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const { port } = silent.address() as AddressInfo
    const end = await runFixture({
      ...settings,
      MONGODB_URL: `mongodb://127.0.0.1:${port}/?connectTimeoutMS=2000&serverSelectionTimeoutMS=3000`,
    }).ended()
    silent.close()
    assert.equal(end.exitCode, 3)
  })

  it('exits 3 when the database goes away under the work', async () => {
    const own = await startLocalMongo()
    const run = runFixture({
      ...settings,
      MONGODB_URL: `${own.url}?serverSelectionTimeoutMS=2000`,
      FIXTURE: 'database',
    })
    await run.printed('looping')
    await own.stop()
    const end = await run.ended()
    assert.equal(end.exitCode, 3)
    assert.equal(end.finished?.['result'], 'unavailable')
  })

  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    it(`lets the work give back what it holds at ${signal}, and exits 143`, async () => {
      await db.collection('given').deleteMany({})
      const run = runFixture({ ...settings, FIXTURE: 'gives-back' })
      await run.printed('looping')
      run.process.kill(signal)
      const end = await run.ended()
      assert.equal(end.exitCode, 143)
      assert.equal(end.finished?.['result'], 'stopped')
      assert.equal(await db.collection('given').countDocuments(), 1)
    })
  }

  it('keeps no secret and no mail address in its document, though a refusal repeats them', async () => {
    const password = `a"b\\c ${randomUUID()}`
    const end = await runFixture({ ...settings, ELOQUA_PASSWORD: password, FIXTURE: 'echoed' }).ended()
    const { reason } = (await runDocumentOf(end.finished?.['runId'])) ?? {}
    assert.equal(reason, 'refused ***: said *** for ***@***')
    assert.equal(end.finished?.['reason'], reason)
  })

  it('leaves after GRACE_SECONDS when the work does not end', async () => {
    const run = runFixture({ ...settings, FIXTURE: 'hangs', GRACE_SECONDS: '1' })
    await run.printed('looping')
    run.process.kill('SIGTERM')
    const end = await run.ended()
    assert.equal(end.exitCode, 143)
    assert.equal((await runDocumentOf(end.finished?.['runId']))?.result, 'stopped')
  })

  it('ends the loop at MAX_RUNTIME_SECONDS, as a success', async () => {
    const end = await runFixture({ ...settings, FIXTURE: 'loops', MAX_RUNTIME_SECONDS: '5' }).ended()
    assert.equal(end.exitCode, 0)
    assert.equal(end.finished?.['result'], 'done')
    // two clocks and a timer: a millisecond less is well
    assert.ok(Number(end.finished?.['durationMs']) > 4_900)
  })

  it('exits though the work left a handle open', async () => {
    const end = await runFixture({ ...settings, FIXTURE: 'leaves-a-handle' }).ended()
    assert.equal(end.exitCode, 0)
    assert.match(end.stdout, /something still open/)
  })

  const writing: [Record<string, string>, string[], boolean][] = [
    [{}, [], false],
    [{ ELOQUA_WRITE: 'true' }, [], true],
    [{ ELOQUA_WRITE: 'true' }, ['--dry-run'], false],
    [{ ENVIRONMENT: 'prod' }, [], true],
    [{ ENVIRONMENT: 'prod', ELOQUA_WRITE: 'false' }, [], false],
    [{ ENVIRONMENT: 'prod' }, ['--dry-run'], false],
  ]
  for (const [said, args, expected] of writing) {
    it(`${expected ? 'writes' : 'does not write'} to Eloqua with ${JSON.stringify(said)} ${args.join(' ')}`, async () => {
      const end = await runFixture({ ...settings, ...said, FIXTURE: 'work' }, args).ended()
      const worked = await db.collection('worked').findOne({ runId: end.finished?.['runId'] })
      assert.equal(worked?.['write'], expected)
    })
  }
})
