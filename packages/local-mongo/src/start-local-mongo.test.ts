import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { cacheFolder } from './cache-folder.ts'
import { runCommand } from './process/run-command.ts'
import { prepareLocalMongo, startLocalMongo } from './start-local-mongo.ts'
import {
  countAfterInsert,
  endOwner,
  folderWithMongod,
  processesNaming,
  startOwner,
  workFoldersOf,
} from './testing.ts'

const [given, path] = [process.env['MONGODB_URL'], process.env['PATH'] ?? '']
let scratch: string

before(async () => {
  process.env['MONGODB_URL'] = ''
  process.env['LOCAL_MONGO'] = ''
  scratch = await mkdtemp(join(tmpdir(), 'dwmops-ways-test-'))
})
after(async () => {
  process.env['MONGODB_URL'] = given
  await rm(scratch, { recursive: true, force: true })
})

describe('startLocalMongo', () => {
  it('takes the database that is given, by option before environment, and touches nothing', async () => {
    process.env['MONGODB_URL'] = 'mongodb://user:secret@db.example.com/'
    const byEnvironment = await startLocalMongo()
    const byOption = await startLocalMongo({ url: 'mongodb://other.example.com/' })
    process.env['MONGODB_URL'] = ''
    assert.equal(byEnvironment.url, 'mongodb://user:secret@db.example.com/')
    assert.equal(byEnvironment.flavour, 'given')
    assert.doesNotMatch(byEnvironment.description, /secret/)
    assert.equal(byOption.url, 'mongodb://other.example.com/')
    await assert.rejects(byOption.restart(), { code: 'LOCAL_MONGO_NOT_OURS' })
    await assert.rejects(byOption.cutConnections(), { code: 'LOCAL_MONGO_NOT_OURS' })
    await byOption.stop()
  })

  it('takes a mongod from the PATH before anything is downloaded', async () => {
    process.env['PATH'] = `/nowhere:${await folderWithMongod(scratch)}:${path}`
    const mongo = await startLocalMongo()
    process.env['PATH'] = path
    const folders = await workFoldersOf()
    try {
      assert.equal(mongo.flavour, 'mongod')
      assert.match(mongo.description, /^mongod 0\.0\.1-stand-in from .*\/mongod, on port \d+$/)
      assert.equal(await countAfterInsert(mongo.url), 1)
      await mongo.restart()
      await mongo.cutConnections()
      await countAfterInsert(mongo.url)
    } finally {
      await mongo.stop()
    }
    assert.equal(folders.length, 1)
    assert.deepEqual(await workFoldersOf(), [])
    assert.deepEqual(await processesNaming(folders), [])
  })

  it('says that a flavour is not available here', async () => {
    process.env['PATH'] = '/nowhere'
    const request = startLocalMongo({ flavour: 'mongod' })
    process.env['PATH'] = path
    await assert.rejects(request, { code: 'LOCAL_MONGO_UNAVAILABLE', message: /mongod/ })
  })

  it('takes the flavour that the environment names', async () => {
    process.env['LOCAL_MONGO'] = 'ferretdb'
    const prepared = await prepareLocalMongo()
    process.env['LOCAL_MONGO'] = 'ferret'
    await assert.rejects(prepareLocalMongo(), { message: /^LOCAL_MONGO: expected one of given, mongod/ })
    process.env['LOCAL_MONGO'] = ''
    assert.equal(prepared.flavour, 'ferretdb')
  })

  it('names every tool that the first time needs, and what to do', async () => {
    const tools = join(scratch, 'few-tools')
    await runCommand('sh', ['-c', 'mkdir "$0"; ln -s $(which flock sh cat) "$0"', tools])
    process.env['XDG_CACHE_HOME'] = join(scratch, 'empty')
    process.env['PATH'] = tools
    const request = prepareLocalMongo({ flavour: 'ferretdb' })
    await assert.rejects(request, {
      code: 'LOCAL_MONGO_TOOL_MISSING',
      message: /install Go[\s\S]*Debian or Ubuntu/,
    })
    process.env['PATH'] = path
    delete process.env['XDG_CACHE_HOME']
  })

  it('makes the empty database once when several start on a cold cache', async () => {
    const environment = { XDG_CACHE_HOME: join(scratch, 'cold') }
    const engine = await cacheWithoutDatabase(join(scratch, 'cold/dwmops'))
    const owners = await Promise.all([1, 2, 3].map(() => startOwner(environment)))
    const counts = await Promise.all(owners.map(({ url }) => countAfterInsert(url)))
    const errors = owners.map((owner) => owner.errors()).join('')
    await Promise.all(owners.map((owner) => endOwner(owner, 'SIGINT')))

    assert.deepEqual(counts, [1, 1, 1])
    assert.equal(errors.match(/empty database: done/g)?.length, 1)
    const inEngine = (await readdir(engine)).filter((name) => !name.startsWith('.'))
    assert.deepEqual(
      inEngine.map((name) => name.replace(/\d+$/, 'N')),
      ['template-N', 'usr'],
    )
  })
})

/** A cache that has the programs but not the empty database; returns the folder that lacks it. */
async function cacheWithoutDatabase(cold: string): Promise<string> {
  await prepareLocalMongo({ flavour: 'ferretdb' })
  await mkdir(cold, { recursive: true })
  const copy = 'cp -al "$0"/ferretdb-* "$0"/postgres-* "$1"'
  await runCommand('sh', ['-c', copy, cacheFolder(), cold])
  const engine = join(cold, (await readdir(cold)).find((name) => name.startsWith('postgres-')) ?? '')
  for (const name of await readdir(engine)) {
    if (name.includes('template')) await rm(join(engine, name), { recursive: true })
  }
  return engine
}
