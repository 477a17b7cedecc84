import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type LocalMongo, startLocalMongo } from '@dwmops/local-mongo'
import { generationName, keyId, openQueue } from '@dwmops/mongo-queue'
import { historyId, openRuleStore } from '@dwmops/rule-store'
import { BSONType, type Db, Int32, Long, MongoClient, ObjectId } from 'mongodb'
import { runDwm } from '../testing/run-dwm.ts'

const databases = {
  QUEUE_DATABASE: `copied_queue_${process.pid}`,
  RULES_DATABASE: `copied_rules_${process.pid}`,
}
const people = ['ann@example.org', 'Bob@example.org', 'cy@example.org']

describe('dwm replicate --here', () => {
  let servers: LocalMongo[] = []
  let clients: MongoClient[] = []
  before(async () => {
    servers = await Promise.all([startLocalMongo(), startLocalMongo()])
    clients = await Promise.all(servers.map(({ url }) => new MongoClient(url).connect()))
    await fill()
  })
  after(async () => {
    await Promise.all(clients.map((client) => client.close()))
    await Promise.all(servers.map((server) => server.stop()))
  })

  const at = (which: number) => {
    const [server, client] = [servers[which], clients[which]]
    if (server === undefined || client === undefined) throw new Error('there are two')
    return {
      url: server.url,
      queues: client.db(databases.QUEUE_DATABASE),
      rules: client.db(databases.RULES_DATABASE),
    }
  }
  const fill = async () => {
    const { queues, rules } = at(0)
    const queue = openQueue(queues, { owner: 'test', stage: 'wash-contacts' })
    await queue.ensureIndexes()
    const entries = people.map((address) => ({
      key: address.toLowerCase(),
      source: `source of ${address.slice(0, 3)}`,
      payload: { emailAddress: address, city: 'Springfield' },
    }))
    await queue.add('dwmQueue', entries)
    await queue.claim('dwmQueue', 1)
    await queues.collection('runs').insertOne({ stage: 'wash-contacts', environment: 'prod' })
    await queues.collection('eloquaTokens').insertOne({ sealed: 'of production' })
    await at(1).queues.collection('eloquaTokens').insertOne({ sealed: 'of dev' })
    await rules
      .collection('genericRegex')
      .insertOne({ find: '^.*@example.*$', replace: '', hits: new Long(5) })
    await rules.collection('normLookup').insertOne({ find: 'x', examples: [{ value: people[0] }] })
    await rules.collection('ruleSets').insertOne({ packed: Buffer.from(people.join()) })
    await rules.collection('contactHistory').createIndex({ emailAddress: 1, _current: 1 }, { name: 'chain' })
    for (const [which, emailAddress] of people.entries()) await fillWay(emailAddress, which)
  }
  /** A wash of a contact and its undo, under the ids that stages give them. */
  const fillWay = async (emailAddress: string, which: number) => {
    const { queues, rules } = at(0)
    const shown = await openQueue(queues, { owner: 'test', stage: 'test' }).show(emailAddress.toLowerCase())
    assert.ok(shown)
    const { _id, generation, addedAt } = shown.item
    const item = _id.toHexString()
    const key = generationName({ id: item, generation, addedAt })
    const after = historyId(key).toHexString()
    const document = { _id: historyId(key), emailAddress, changes: new Int32(which), _current: 0 }
    await rules.collection('contactHistory').insertOne(document)
    await queues
      .collection('items')
      .updateOne({ key: shown.item.key }, { $set: { 'payload.washedAs': after } })
    await queues.collection('broughtOver').insertOne({ _id, exportedAt: addedAt })
    const { washes, reverts } = openRuleStore(rules)
    const facts = { run: 'run', rules: 'rules', at: new Date() }
    await washes.write([{ key, contact: emailAddress, changes: [] }], facts)
    await reverts.plan([{ undo: 'undo', item, contact: emailAddress, at: facts.at, after, values: [] }])
  }
  const replicate = (args: string[] = [], settings: Record<string, string> = {}) =>
    runDwm(['replicate', '--here', ...args], {
      env: {
        ...{ ENVIRONMENT: 'dev', MONGODB_URL: at(1).url, SOURCE_MONGODB_URL: at(0).url },
        ...{ ...databases, ...settings },
      },
    })
  const all = (db: Db, collection: string) => db.collection(collection).find().sort({ _id: 1 }).toArray()

  it('replaces the target by the same documents and indexes, types included', async () => {
    await at(1).rules.collection('normLookup').insertOne({ find: 'gone afterwards' })
    const { code, out, err } = await replicate()
    assert.deepEqual([code, err], [0, ''])
    assert.match(out, /contactHistory: 3 documents/)
    const { rules } = at(1)
    for (const collection of ['contactHistory', 'genericRegex', 'normLookup'])
      assert.deepEqual(await all(rules, collection), await all(at(0).rules, collection))
    const names = (await rules.collection('contactHistory').indexes()).map(({ name }) => name)
    assert.deepEqual(names.toSorted(), ['_id_', 'chain'])
    assert.equal(await rules.collection('genericRegex').countDocuments({ hits: { $type: BSONType.long } }), 1)
  })

  it('leaves what production is at behind: nothing is held, and no run is remembered', async () => {
    const { queues } = at(1)
    const states = (await all(queues, 'items')).map(({ state, claim }) => [state, claim])
    assert.deepEqual(
      states,
      people.map(() => ['ready', null]),
    )
    const names = (await queues.listCollections().toArray()).map(({ name }) => name)
    assert.deepEqual(
      names.filter((name) => ['runs', 'claims', 'syncs'].includes(name)),
      [],
    )
  })

  for (const [how, args, settings] of [
    ['when asked', ['--mask'], {}],
    ['when the setting of the Job says so', [], { REPLICATE_MASK: 'true' }],
  ] as const) {
    it(`lets no address through ${how}; records, history and ids still belong together`, async () => {
      assert.equal((await replicate([...args], settings)).code, 0)
      const { queues, rules } = at(1)
      const [items, history] = [await all(queues, 'items'), await all(rules, 'contactHistory')]
      assert.doesNotMatch(JSON.stringify([items, history]), /example\.org/)
      assert.deepEqual(
        items.map(({ key }) => key).toSorted(),
        history.map(({ emailAddress }) => emailAddress).toSorted(),
      )
      for (const { _id, key, payload } of items) {
        assert.deepEqual(_id, keyId(key))
        assert.deepEqual([payload.emailAddress, payload.city], [key, 'Springfield'])
        await joins(key, payload.washedAs)
      }
      await knowsNoId()
      assert.deepEqual(await all(rules, 'genericRegex'), await all(at(0).rules, 'genericRegex'))
      assert.equal(await rules.collection('normLookup').countDocuments({ examples: { $exists: true } }), 0)
      assert.equal(await rules.collection('ruleSets').countDocuments(), 0)
      const queue = openQueue(queues, { owner: 'test', stage: 'wash-contacts' })
      assert.equal((await queue.claim('dwmQueue', 10))?.items.length, people.length)
    })
  }

  /** From the item to its wash, from there to its history, and the same from its undo. */
  const joins = async (address: string, washedAs: string) => {
    const { queues, rules } = at(1)
    assert.equal(await queues.collection('broughtOver').countDocuments({ _id: keyId(address) }), 1)
    const { washes, reverts } = openRuleStore(rules)
    const item = keyId(address).toHexString()
    const [wash, undo] = [(await washes.ofItem(item))[0], (await reverts.ofItems([item]))[0]]
    const history = await rules.collection('contactHistory').findOne({ _id: new ObjectId(wash?.historyId) })
    assert.deepEqual(
      [wash?.contact, undo?.contact, undo?.item, history?.['emailAddress']],
      [address, address, item, address],
    )
    assert.deepEqual([undo?.after, washedAs], [wash?.historyId, wash?.historyId])
  }
  /** Ids and hashes are made of addresses: who has a list of these could find them again. */
  const knowsNoId = async () => {
    const [items, history] = [await all(at(0).queues, 'items'), await all(at(0).rules, 'contactHistory')]
    const ids = [...items, ...history].map(({ _id }) => String(_id))
    const copies = await Promise.all(
      [at(1).queues, at(1).rules].map(async (db) => {
        const names = (await db.listCollections().toArray()).map(({ name }) => name)
        return Promise.all(names.map((name) => all(db, name)))
      }),
    )
    const text = JSON.stringify(copies)
    assert.deepEqual(
      [...ids, ...items.map(({ source }) => source)].filter((id) => text.includes(id)),
      [],
    )
  }

  it('refuses whatever could be production, before it touches anything', async () => {
    const before = await all(at(1).queues, 'items')
    const sameServer = at(0).url.replace('127.0.0.1', 'localhost')
    const refusals: [string, Record<string, string>, RegExp][] = [
      ['prod', { ENVIRONMENT: 'prod' }, /ENVIRONMENT of the target is not dev/],
      ['an environment that is not set', { ENVIRONMENT: '' }, /ENVIRONMENT of the target is not dev/],
      ['no source', { SOURCE_MONGODB_URL: '' }, /SOURCE_MONGODB_URL is not set/],
      ['one database for both', { QUEUE_DATABASE: databases.RULES_DATABASE }, /are one/],
      ['the source itself', { MONGODB_URL: at(0).url }, /source and target share a host/],
      ['the source by another name', { MONGODB_URL: sameServer }, /the same server|those of production/],
    ]
    for (const [what, settings, reason] of refusals) {
      const { code, out, err } = await replicate([], settings)
      assert.deepEqual([code, out], [2, ''], what)
      assert.match(err, reason, what)
    }
    assert.deepEqual(await all(at(1).queues, 'items'), before)
  })

  it('refuses a database in which stages of production have worked', async () => {
    await at(1).queues.collection('runs').insertOne({ stage: 'wash-contacts', environment: 'prod' })
    const { code, err } = await replicate()
    assert.equal(code, 2)
    assert.match(err, /those of production/)
    assert.equal(await at(1).queues.collection('items').countDocuments(), people.length)
  })
})
