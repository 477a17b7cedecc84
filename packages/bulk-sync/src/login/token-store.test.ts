import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { EloquaTimeoutError, type OAuthTokens } from '@dwmops/eloqua-client'
import { testMongo, withLostAnswers } from '@dwmops/local-mongo/testing'
import type { Collection, Db } from 'mongodb'
import { mongoTokenStore, type StoredTokens, tokenCollection } from './token-store.ts'

const client = { clientId: 'app', clientSecret: 'app-secret', refreshToken: 'refresh-0' }
const unbounded = {}
const hourMs = 3_600_000

describe('mongoTokenStore', () => {
  const database = testMongo()
  let db: Db
  let documents: Collection<StoredTokens>
  beforeEach(() => {
    db = database.fresh()
    documents = db.collection(tokenCollection)
  })

  const tokens = (number: number): OAuthTokens => ({
    accessToken: `access-${number}`,
    refreshToken: `refresh-${number}`,
    expiresAt: Date.now() + hourMs,
  })

  it('begins with the refresh token of the settings, and keeps what comes after it', async () => {
    const store = mongoTokenStore(db, client)
    assert.deepEqual(await store.load(), { accessToken: '', refreshToken: 'refresh-0', expiresAt: 0 })
    const fresh = tokens(1)
    await store.replace(
      async (stored) => (stored?.refreshToken === 'refresh-0' ? fresh : tokens(9)),
      unbounded,
    )
    assert.deepEqual(await mongoTokenStore(db, client).load(), fresh)
  })

  it('has none to begin with where the password grant is to get them', async () => {
    assert.equal(await mongoTokenStore(db, { ...client, refreshToken: undefined }).load(), undefined)
  })

  it('lets no refresh token be used twice, however many runs want a new one at once', async () => {
    const used: string[] = []
    let given = 0
    const renew = async (stored: OAuthTokens | undefined) => {
      if (stored && stored.expiresAt > Date.now()) return stored
      used.push(stored?.refreshToken ?? '')
      given += 1
      return tokens(given)
    }
    const runs = Array.from({ length: 12 }, () => mongoTokenStore(db, client).replace(renew, unbounded))
    const got = await Promise.all(runs)
    assert.deepEqual(used, ['refresh-0'])
    assert.deepEqual([...new Set(got.map(({ accessToken }) => accessToken))], ['access-1'])
  })

  it('renews once and keeps what came, although answers of the database are lost', async () => {
    const store = mongoTokenStore(withLostAnswers(db), client)
    const used: unknown[] = []
    const renew = async (stored: OAuthTokens | undefined) => {
      used.push(stored?.refreshToken)
      return tokens(1)
    }
    await store.replace(renew, { deadlineAt: Date.now() + 60_000 })
    assert.deepEqual(used, ['refresh-0'])
    assert.equal((await store.load())?.refreshToken, 'refresh-1')
    assert.equal((await documents.findOne({}))?.turn, undefined)
  })

  it('takes over from a holder that died, and not from one that lives', async () => {
    const store = mongoTokenStore(db, client)
    await store.replace(async () => tokens(1), unbounded)
    const inAMinute = new Date(Date.now() + 60_000)
    await documents.updateOne({}, { $set: { turn: { holder: 'another run', until: inAMinute } } })
    const soon = { deadlineAt: Date.now() + 300 }
    await assert.rejects(
      store.replace(async () => tokens(2), soon),
      EloquaTimeoutError,
    )
    const stop = AbortSignal.abort(new Error('stop requested'))
    await assert.rejects(
      store.replace(async () => tokens(2), { signal: stop }),
      /stop requested/,
    )
    await documents.updateOne({}, { $set: { 'turn.until': new Date(Date.now() - 60_000) } })
    await store.replace(async () => tokens(2), unbounded)
    assert.equal((await store.load())?.accessToken, 'access-2')
    assert.equal((await documents.findOne({}))?.turn, undefined)
  })

  it('lets the next one at the tokens after a renewal that failed', async () => {
    const store = mongoTokenStore(db, client)
    const failing = store.replace(async () => Promise.reject(new Error('Eloqua is unavailable')), unbounded)
    await assert.rejects(failing, /Eloqua is unavailable/)
    await store.replace(async () => tokens(1), { deadlineAt: Date.now() + 10_000 })
    assert.equal((await store.load())?.accessToken, 'access-1')
  })

  it('begins anew with another refresh token in the settings', async () => {
    await mongoTokenStore(db, client).replace(async () => tokens(1), unbounded)
    const authorized = mongoTokenStore(db, { ...client, refreshToken: 'refresh-new' })
    assert.equal((await authorized.load())?.refreshToken, 'refresh-new')
    await authorized.replace(async () => tokens(2), unbounded)
    assert.equal((await authorized.load())?.accessToken, 'access-2')
  })

  it('shows tokens to nobody without the client secret', async () => {
    await mongoTokenStore(db, client).replace(async () => tokens(1), unbounded)
    assert.doesNotMatch(JSON.stringify(await documents.find().toArray()), /access-|refresh-/)
    const other = await mongoTokenStore(db, { ...client, clientSecret: 'guessed' }).load()
    assert.equal(other?.accessToken, '')
  })
})
