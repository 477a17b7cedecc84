import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { testMongo, waitUntil } from '@dwmops/local-mongo/testing'
import { login, runFixture } from '../testing/run-fixture.ts'

const database = testMongo()
let settings: Record<string, string>

before(async () => {
  await database.started()
  settings = { ...login, MONGODB_URL: database.mongo.url, QUEUE_DATABASE: 'run_logs_test' }
})

describe('logs of a run', () => {
  it('show neither secrets nor mail addresses, wherever they are printed', async () => {
    const end = await runFixture({ ...settings, FIXTURE: 'prints' }).ended()
    assert.doesNotMatch(end.stdout + end.stderr, /not to be seen|jane\.doe/)
    assert.match(end.stderr, /password is \*\*\* for \*\*\*@\*\*\*/)
    assert.match(end.stdout, /"eloquaPassword":"\*\*\*"/)
  })

  for (const name of ['LOG_DIR', 'OPENSHIFT_LOG_DIR']) {
    it(`are kept in two files a day in ${name}, the console with all output`, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'dwmops-logs-'))
      const old = join(folder, 'Eloqua_Contacts_DWM_POST_2020_01_01.log')
      writeFileSync(old, 'long ago')
      writeFileSync(join(folder, 'Eloqua_Contacts_DWM_GET_2020_01_01.log'), 'of another stage')
      const day = await dayNotEnding()
      const end = await runFixture({ ...settings, [name]: folder, FIXTURE: 'prints' }).ended()
      const crash = await runFixture({ ...settings, [name]: folder, FIXTURE: 'uncaught-exception' }).ended()
      const files = readdirSync(folder).sort()
      const [explicit, console] = files.slice(1).map((file) => readFileSync(join(folder, file), 'utf8'))
      rmSync(folder, { recursive: true })
      assert.deepEqual(files, [
        'Eloqua_Contacts_DWM_GET_2020_01_01.log',
        `Eloqua_Contacts_DWM_POST_${day}.log`,
        `Eloqua_Contacts_PostDWM_Console_${day}.log`,
      ])
      const jsonLines = (text: string) => text.split('\n').filter((line) => line.startsWith('{'))
      assert.deepEqual(jsonLines(explicit ?? ''), jsonLines(end.stdout + crash.stdout))
      for (const text of [
        'printed plainly',
        'password is ***',
        'thrown where nobody waits',
        'run finished',
      ]) {
        assert.ok(console?.includes(text), text)
      }
      assert.doesNotMatch(explicit ?? '', /printed plainly/)
    })
  }

  it('go on without files when the folder cannot be written, which is said', async () => {
    const end = await runFixture({ ...settings, LOG_DIR: '/proc/nowhere', FIXTURE: 'work' }).ended()
    assert.equal(end.exitCode, 0)
    assert.match(end.stdout, /log files cannot be written/)
  })

  it('report wrong settings in the files too', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dwmops-logs-'))
    await runFixture({ LOG_DIR: folder }).ended()
    const [explicit] = readdirSync(folder)
      .sort()
      .map((file) => readFileSync(join(folder, file), 'utf8'))
    rmSync(folder, { recursive: true })
    assert.match(explicit ?? '', /ELOQUA_COMPANY/)
  })
})

/** The day as files are named by it, where a minute of it is left; else the next one. */
async function dayNotEnding(): Promise<string> {
  const day = (at: number) => new Date(at).toISOString().slice(0, 10).replaceAll('-', '_')
  await waitUntil('midnight is past', () => day(Date.now()) === day(Date.now() + 60_000))
  return day(Date.now())
}
