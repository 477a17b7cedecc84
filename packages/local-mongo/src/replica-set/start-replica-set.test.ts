import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { type Collection, MongoClient } from 'mongodb'
import { waitUntil } from '../process/wait-until.ts'
import { processesNaming, workFoldersOf } from '../testing.ts'
import type { ReplicaSetMember } from './member.ts'
import type { ReplicaSet } from './replica-set.ts'
import { startReplicaSet } from './start-replica-set.ts'

const hasMongod = process.platform === 'linux' && process.arch === 'x64'
const majority = { writeConcern: { w: 'majority', journal: true } } as const

describe('startReplicaSet', {
  skip: hasMongod ? false : 'the mongod of a Python wheel is there for Linux on x64 only',
}, () => {
  let set: ReplicaSet
  let client: MongoClient
  let items: Collection
  before(async () => {
    set = await startReplicaSet({ oplogMb: 16 })
    client = new MongoClient(set.url)
  })
  after(async () => {
    await client?.close()
    await set?.stop()
  })
  afterEach(() => set.heal())

  /** What the member itself says, without asking the others. */
  const asked = async <T>(member: ReplicaSetMember, work: (items: Collection) => Promise<T>): Promise<T> => {
    const alone = new MongoClient(member.url, { readPreference: 'nearest' })
    try {
      return await work(alone.db('test').collection(items.collectionName))
    } finally {
      await alone.close()
    }
  }
  const fresh = (name: string) => {
    items = client.db('test').collection(name)
  }
  /** As a writer who must not lose it would: again, until it is acknowledged. */
  const acknowledge = (n: number) =>
    waitUntil('the write is acknowledged', async () => {
      const write = items.updateOne({ n }, { $set: { n } }, { upsert: true, ...majority })
      return write.then(
        () => true,
        () => false,
      )
    })
  const secondary = async () => {
    const primary = await set.primary()
    const other = set.members.find((member) => member !== primary)
    return other ?? assert.fail('no secondary')
  }

  it('gives three members with one primary, and every write on all after a while', async () => {
    fresh('start')
    await acknowledge(1)
    await set.heal()
    for (const member of set.members) assert.equal(await asked(member, (own) => own.countDocuments()), 1)
    const hello = await client.db('admin').command({ hello: 1 })
    assert.deepEqual(hello['hosts'].toSorted(), set.members.map(({ host }) => host).toSorted())
    assert.equal(hello['primary'], (await set.primary()).host)
  })

  it('elects another member when the primary steps down', async () => {
    const before = await set.primary()
    assert.notEqual(await set.stepDown(), before)
  })

  it('goes on without a killed primary, which comes back with all that was acknowledged', async () => {
    fresh('kill')
    await acknowledge(1)
    const killed = await set.primary()
    await killed.kill()
    assert.notEqual(await set.primary(), killed)
    await acknowledge(2)
    await killed.start()
    await set.heal()
    assert.equal(await asked(killed, (own) => own.countDocuments()), 2)
  })

  it('elects another member while the primary is stopped', async () => {
    const paused = await set.primary()
    paused.pause()
    assert.notEqual(await set.primary(), paused)
    paused.resume()
    await set.heal()
    assert.notEqual(await set.primary(), paused)
  })

  it('undoes what an isolated primary wrote and keeps what the majority has', async () => {
    fresh('isolate')
    const isolated = await set.primary()
    isolated.isolate()
    const isWritten = { writeConcern: { w: 1 } } as const
    await asked(isolated, (own) => own.insertOne({ lost: true }, isWritten))
    assert.notEqual(await set.primary(), isolated)
    await acknowledge(1)
    assert.equal(await asked(isolated, (own) => own.countDocuments({ lost: true })), 1)
    isolated.rejoin()
    await set.heal()
    for (const member of set.members) {
      const found = await asked(member, (own) => own.find().toArray())
      assert.deepEqual(
        found.map(({ n }) => n),
        [1],
      )
    }
  })

  it('lets a delayed member answer with old data until it catches up', async () => {
    fresh('delay')
    const delayed = await secondary()
    await delayed.delay()
    await acknowledge(1)
    assert.equal(await asked(delayed, (own) => own.countDocuments()), 0)
    await delayed.catchUp()
    await set.heal()
    assert.equal(await asked(delayed, (own) => own.countDocuments()), 1)
  })

  it('syncs anew a member that was away for longer than the oplog reaches back', async () => {
    fresh('oplog')
    await acknowledge(1)
    const away = await secondary()
    await away.kill()
    await set.fillOplog()
    await away.start()
    await waitUntil('the member knows that it cannot catch up', async () => {
      const alone = new MongoClient(away.url)
      const status = await alone.db('admin').command({ replSetGetStatus: 1 })
      await alone.close()
      return status['tooStale'] === true
    })
    await set.heal()
    assert.equal(await asked(away, (own) => own.countDocuments()), 1)
  })

  it('keeps ports and acknowledged writes over a restart, and cuts connections', async () => {
    fresh('restart')
    await acknowledge(1)
    await set.restart()
    await acknowledge(2)
    const broken: string[] = []
    client.on('connectionClosed', ({ reason }) => broken.push(reason ?? ''))
    await set.cutConnections()
    await acknowledge(3)
    assert.ok(broken.length > 0)
    assert.equal(await items.countDocuments(), 3)
  })

  it('leaves no process and no folder behind', async () => {
    const own = await workFoldersOf()
    const another = await startReplicaSet()
    const folders = (await workFoldersOf()).filter((folder) => !own.includes(folder))
    assert.equal((await processesNaming(folders)).length, 3)
    await another.stop()
    assert.deepEqual(await processesNaming(folders), [])
    assert.deepEqual(await workFoldersOf(), own)
  })
})
