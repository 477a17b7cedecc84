import assert from 'node:assert/strict'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { createToken } from '@dwmops/access'
import { stages } from '@dwmops/fleet'
import { starter } from '@dwmops/local-fleet'
import { testMongo } from '@dwmops/local-mongo/testing'
import { changedAnswers } from '../support/changed-answers.ts'
import { type CanaryKind, canariesIn, contacts, secrets } from './canaries.ts'
import { type CanaryFleet, openCanaryFleet, type Printed, wrongMongoUrls } from './canary-fleet.ts'
import { echoes, steps } from './echoes.ts'
import { startServedApi } from './served-api.ts'
import { canariesStoredIn } from './stored-values.ts'
import { type WatchedProcesses, watchProcesses } from './watched-processes.ts'

describe('the fleet as processes shows no secret and no contact', () => {
  let fleet: CanaryFleet
  let watched: WatchedProcesses
  const database = testMongo()
  before(async () => {
    await database.started()
    fleet = await openCanaryFleet(database)
    watched = watchProcesses((commandLine) => /\/dwm\/.*contact /.test(commandLine))
  })
  after(() => fleet?.stop())

  it('in runs of all stages, with records that cannot be washed', async () => {
    await fleet.queue.add('dwmQueue', unwashable)
    for (const { name } of stages) {
      const run = await fleet.stage(name, {}, { args: name === 'post-contacts' ? ['--verbose'] : [] })
      expectNone(run)
      assert.ok([0, 4].includes(run.exitCode ?? -1), `${name}: ${run.text}`)
    }
    const { letters } = await fleet.queue.deadLetters()
    const codes = new Set(letters.map(({ reason }) => reason?.code))
    for (const code of ['NOT_TEXT', 'TOO_COSTLY', 'RESULT_TOO_LARGE'])
      assert.ok(codes.has(code), [...codes].join())
    // what is searched for is there to be found
    const [item] = await fleet.queueDb.collection('items').find().toArray()
    assert.notDeepEqual(canariesIn(JSON.stringify(item), ['contact']), [])
    assert.notEqual(await fleet.rulesDb.collection('contactHistory').countDocuments(), 0)
    assert.deepEqual(await stored(), [])
  })

  it('in runs with wrong settings, and where the database or the gateway refuses', async () => {
    const { refused, broken } = wrongMongoUrls(fleet)
    const wrong = encodeURIComponent(secrets.wrongPassword)
    await expectExits([
      [3, 'get-contacts', { MONGODB_URL: await refused }],
      [2, 'wash-contacts', { MONGODB_URL: broken }],
      [2, 'clean-queues', { MONGODB_URL: `postgres://u:${secrets.wrongPassword}@127.0.0.1/x` }],
      [2, 'update-indicators', { PUSHGATEWAY: `http://gate:${wrong}%ZZ@127.0.0.1:9091` }],
      [2, 'refresh-indicators', { ELOQUA_LOGIN_URL: `ftp://u:${wrong}@127.0.0.1/id` }],
    ])
    fleet.gateway.refuse()
    await expectExits([[0, 'clean-queues', {}]])
  })

  it('in runs whose Eloqua or proxy refuses with all that was sent', async () => {
    const proxy = await changedAnswers(fleet.sandbox.url)
    proxy.answerInstead(({ headers }) => ({
      status: 407,
      body: `${headers['proxy-authorization']} ${headers.authorization}`,
    }))
    const answers = echoes((asked) => Object.values(steps).some((isMeant) => isMeant(asked)))
    let next = 0
    fleet.eloqua.answerInstead((asked) => {
      next += 1
      return answers[next % answers.length]?.(asked)
    })
    const address = `http://u:${encodeURIComponent(secrets.proxyPassword)}@127.0.0.1:${proxy.port}`
    const oauth = {
      ELOQUA_CLIENT_ID: 'an-app',
      ELOQUA_CLIENT_SECRET: secrets.clientSecret,
      ELOQUA_REFRESH_TOKEN: secrets.refreshToken,
    }
    try {
      await expectExits([
        [[2, 3], 'get-contacts', {}],
        [[2, 3], 'refresh-indicators', { ELOQUA_PASSWORD: secrets.shortPassword }],
        [[2, 3], 'get-contacts', oauth],
        [[2, 3], 'refresh-indicators', { HTTP_PROXY: address }],
      ])
    } finally {
      fleet.eloqua.answerInstead(undefined)
      await proxy.stop()
    }
  })

  it('in a run that is stopped, and in one whose database breaks off', async () => {
    fleet.sandbox.setFaults([{ name: 'slow-answer', ms: 1000, times: 'ever' }])
    const stopped = fleet.stage('get-contacts', {}, { begun: (run) => run.kill('SIGTERM') })
    const cut = fleet.stage('refresh-indicators', {}, { begun: () => void database.mongo.cutConnections() })
    for (const run of await Promise.all([stopped, cut])) expectNone(run)
    fleet.sandbox.setFaults([])
    assert.deepEqual(await stored(), [])
  })

  it('in answers and the log of the API, to whom it lets in and to others', async () => {
    const { token } = await createToken(fleet.queueDb, { name: 'test', role: 'operator', createdBy: 'test' })
    const api = await startServedApi(fleet)
    try {
      const shown = (await api.askAll(token)).flatMap(({ request, answer }) => {
        const kinds: CanaryKind[] = request.showsContacts
          ? ['secret', 'login']
          : ['secret', 'login', 'contact']
        return canariesIn(answer, kinds).map((canary) => `${request.method} ${request.path}: ${canary}`)
      })
      assert.deepEqual(shown, [])
      const session = await api.logIn(token)
      assert.deepEqual(await stored(), [])
      for (const secret of [token, session])
        assert.ok(!(await everything()).includes(secret), 'a token or session is stored as it is')
    } finally {
      expectNone(await api.stop())
    }
  })

  it('in what dwm prints, but for what was asked for', async () => {
    const [one, two] = contacts.map(({ emailAddress = '' }) => emailAddress)
    const broken = path.join(fleet.folder, 'broken.jsonl')
    writeFileSync(broken, '{"emailAddress": "quokkaberry@wombatberry.example", Quokkaberry}\n')
    const { refused } = wrongMongoUrls(fleet)
    const wrongSource = {
      SOURCE_MONGODB_URL: (await refused).replace(secrets.wrongPassword, secrets.sourcePassword),
    }
    for (const args of [
      ['queue', 'ls'],
      ['syncs', 'ls'],
      ['rules', 'lint'],
      ['contact', 'erasures'],
    ])
      expectNone(await fleet.dwm(args))
    expectNone(await fleet.dwm(['queue', 'migrate'], wrongSource))
    expectNone(await fleet.dwm(['queue', 'ls'], { MONGODB_URL: await refused }))
    const { rules, config } = starter
    expectNone(await fleet.dwm(['wash', '--rules', rules, '--config', config, broken]))
    for (const args of [['eloqua', 'check'], ['doctor']]) {
      const check = await fleet.dwm(args)
      assert.match(check.text, /credentials are good/)
      expectNone(check, ['secret', 'contact'])
    }
    for (const args of [
      ['contact', 'show', two ?? ''],
      ['queue', 'dead-letter', 'ls'],
      ['undo', '--contact', two ?? '', '--dry-run'],
    ])
      expectNone(await fleet.dwm(args), ['secret', 'login'])
    const file = path.join(fleet.folder, 'export.json')
    const erased = await fleet.dwm(['contact', 'erase', one ?? '', '--export', file, '--yes'])
    expectNone(erased)
    assert.equal(erased.exitCode, 0, erased.text)
    assert.notDeepEqual(canariesIn(readFileSync(file, 'utf8'), ['contact']), [])
    assert.equal(statSync(file).mode & 0o777, 0o600)
    assert.equal((await fleet.queue.show(one ?? ''))?.item, undefined)
    assert.deepEqual(await stored(), [])
  })

  it('in command lines, temporary files, log files, metrics and documents, when all is done', async () => {
    assert.ok(watched.seen > 20, `${watched.seen} processes were seen`)
    assert.deepEqual(watched.stop(), [])
    const left = fleet.filesLeft()
    assert.deepEqual(
      left.filter(({ name }) => name.startsWith('tmp/')),
      [],
    )
    assert.ok(left.length > 6, 'log files')
    for (const { name, text } of left) assert.deepEqual(canariesIn(text), [], name)
    assert.ok(fleet.gateway.pushed.length > 6)
    assert.deepEqual(canariesIn(fleet.gateway.pushed.join('\n')), [])
    assert.deepEqual(await stored(), [])
    assert.ok(existsSync(fleet.folder))
  })

  const stored = () => canariesStoredIn(fleet.queueDb, fleet.rulesDb)

  async function everything(): Promise<string> {
    const texts: string[] = []
    for (const db of [fleet.queueDb, fleet.rulesDb])
      for (const collection of await db.collections())
        texts.push(JSON.stringify(await collection.find().toArray()))
    return texts.join('\n')
  }

  /** All at once: a run waits for others most of the time. */
  async function expectExits(
    runs: readonly (readonly [
      exitCodes: number | readonly number[],
      stage: string,
      settings: Readonly<Record<string, string>>,
    ])[],
  ): Promise<void> {
    const limits = { MAX_RUNTIME_SECONDS: '300' }
    const ended = await Promise.all(
      runs.map(([, stage, settings]) => fleet.stage(stage, { ...limits, ...settings })),
    )
    for (const [index, run] of ended.entries()) {
      expectNone(run)
      const [exitCodes, stage] = runs[index] ?? []
      assert.ok([exitCodes].flat().includes(run.exitCode ?? -1), `${stage} ${run.exitCode}: ${run.text}`)
    }
    assert.deepEqual(await stored(), [])
  }
})

function expectNone(printed: Printed, kinds?: readonly CanaryKind[]): void {
  assert.deepEqual(canariesIn(printed.text, kinds), [])
}

/** Records that washing buries: no text, too many steps, too large a result. */
const unwashable = [
  { city: { quokkaberry: ['Quokkaberry'] } },
  { fax: `${'AB'.repeat(4000)}X${'AB'.repeat(900)}Quokkaberry` },
  { mobilePhone: 'Quokkaberry'.repeat(2000) },
].map((fields, index) => {
  const emailAddress = `unwashable.${index}.quokkaberry@wombatberry.example`
  return {
    key: emailAddress,
    payload: { emailAddress, ContactID: String(index), ...fields },
    source: String(index),
  }
})
