import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testMongo } from '@dwmops/local-mongo/testing'
import type { CommandStartedEvent } from 'mongodb'
import { hashOf } from './credential.ts'
import { closeSession, findSession, openSession, whySessionEnded } from './sessions.ts'
import { createToken, findToken, type NewToken, revokeToken } from './tokens.ts'

const database = testMongo()
const ann: NewToken = { name: 'ann', role: 'operator', createdBy: 'bob' }
const hourMs = 3_600_000

describe('openSession', () => {
  it('opens a session of the token and its role, whose secret the database does not hold', async () => {
    const db = database.fresh()
    const { token, tokenId } = await createToken(db, ann)
    const before = Date.now()
    const { secret, session } = (await openSession(db, token, hourMs)) ?? assert.fail('refused')
    const after = Date.now()
    assert.match(secret, /^dwms_[\w-]{43}$/)
    const { expireAt, ...found } = (await findSession(db, secret)) ?? assert.fail('not found')
    assert.deepEqual({ ...found, expireAt }, session)
    assert.deepEqual(found, { tokenId, name: 'ann', role: 'operator' })
    const openedAt = expireAt.getTime() - hourMs
    assert.ok(before <= openedAt && openedAt <= after)
    assert.ok(!JSON.stringify(await db.collection('apiSessions').find().toArray()).includes(secret.slice(5)))
  })

  it('lasts no longer than its token', async () => {
    const db = database.fresh()
    const expireAt = new Date(Date.now() + 60_000)
    const { token } = await createToken(db, { ...ann, expireAt })
    assert.deepEqual((await openSession(db, token, hourMs))?.session.expireAt, expireAt)
  })

  it('leaves nothing behind for a token that is unknown, over or revoked', async () => {
    const db = database.fresh()
    const revoked = await createToken(db, ann)
    await revokeToken(db, revoked.tokenId)
    const over = { ...ann, expireAt: new Date() }
    const refused = [
      `dwm_${'A'.repeat(43)}`,
      revoked.token,
      (await createToken(db, over)).token,
      (await createToken(db, { ...over, once: true })).token,
    ]
    for (const token of refused) assert.equal(await openSession(db, token, hourMs), undefined)
    assert.equal(await db.collection('apiSessions').countDocuments(), 0)
  })

  it('uses up a login link, whose session outlives it', async () => {
    const db = database.fresh()
    const expireAt = new Date(Date.now() + 60_000)
    const { token } = await createToken(db, { ...ann, once: true, expireAt })
    const opened = await openSession(db, token, hourMs)
    assert.ok(opened !== undefined && opened.session.expireAt > expireAt)
    assert.equal(await openSession(db, token, hourMs), undefined)
    assert.equal(await findToken(db, token), undefined)
  })

  it('opens one session of a login link, however many ask at once', async () => {
    const db = database.fresh()
    const { token } = await createToken(db, { ...ann, once: true })
    const opened = await Promise.all(Array.from({ length: 12 }, () => openSession(db, token, hourMs)))
    assert.equal(opened.filter((one) => one !== undefined).length, 1)
    assert.equal(await db.collection('apiSessions').countDocuments(), 1)
  })

  for (const once of [false, true])
    it(`opens none when ${once ? 'a login link' : 'the token'} is revoked in the middle of it`, async () => {
      const db = database.fresh()
      const { token, tokenId } = await createToken(db, { ...ann, once })
      const revoked = whenSent('insert', () => revokeToken(db, tokenId))
      const opened = await openSession(db, token, hourMs)
      await revoked
      const found = opened && (await findSession(db, opened.secret))
      assert.equal(found, undefined)
      // one that was opened just before is kept as revoked, so that its holder learns why
      const good = { tokenId, revoked: { $ne: true } }
      assert.equal(await db.collection('apiSessions').countDocuments(good), 0)
    })
})

describe('whySessionEnded', () => {
  it('tells apart what expired, what was revoked, and what nothing is known of', async () => {
    const db = database.fresh()
    const { token, tokenId } = await createToken(db, ann)
    const open = async (lastsMs: number) =>
      (await openSession(db, token, lastsMs))?.secret ?? assert.fail('refused')
    const [good, over, closed] = [await open(hourMs), await open(0), await open(hourMs)]
    await closeSession(db, closed)
    const reasons = () => Promise.all([good, over, closed].map((secret) => whySessionEnded(db, secret)))
    assert.deepEqual(await reasons(), [undefined, 'expired', 'unknown'])
    await revokeToken(db, tokenId)
    assert.deepEqual(await reasons(), ['revoked', 'revoked', 'unknown'])
  })
})

describe('findSession', () => {
  it('knows none that is over, closed, or of a revoked token', async () => {
    const db = database.fresh()
    const { token, tokenId } = await createToken(db, ann)
    const open = async (lastsMs: number) =>
      (await openSession(db, token, lastsMs))?.secret ?? assert.fail('refused')
    assert.equal(await findSession(db, await open(0)), undefined)
    const [closed, ended] = [await open(hourMs), await open(hourMs)]
    await closeSession(db, closed)
    await closeSession(db, closed)
    assert.equal(await findSession(db, closed), undefined)
    assert.equal((await findSession(db, ended))?.name, 'ann')
    await revokeToken(db, tokenId)
    assert.equal(await findSession(db, ended), undefined)
  })

  it('takes neither a token nor what the database holds of a session', async () => {
    const db = database.fresh()
    const { token } = await createToken(db, ann)
    const { secret } = (await openSession(db, token, hourMs)) ?? assert.fail('refused')
    for (const other of [token, hashOf(secret), '']) assert.equal(await findSession(db, other), undefined)
    assert.equal(await findToken(db, secret), undefined)
  })
})

/** Begins some work at the moment in which a command goes out. */
function whenSent<T>(command: string, work: () => Promise<T>): Promise<T> {
  const { promise, resolve } = Promise.withResolvers<T>()
  const listen = ({ commandName }: CommandStartedEvent) => {
    if (commandName !== command) return
    database.client.off('commandStarted', listen)
    resolve(work())
  }
  database.client.on('commandStarted', listen)
  return promise
}
