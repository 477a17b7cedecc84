import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testMongo, withLostAnswers } from '@dwmops/local-mongo/testing'
import { type AuditStart, beginAudit, endAudit, listAudit } from './audit.ts'
import { hashOf } from './credential.ts'
import { findSession, openSession } from './sessions.ts'
import { createToken, findToken, listTokens, type NewToken, revokeToken } from './tokens.ts'

const database = testMongo()
const ann: NewToken = { name: 'ann', role: 'editor', createdBy: 'bob' }

describe('createToken', () => {
  it('returns a token of 256 random bits this once, and keeps its hash alone', async () => {
    const db = database.fresh()
    const [one, other] = [await createToken(db, ann), await createToken(db, ann)]
    assert.match(one.token, /^dwm_[\w-]{43}$/)
    assert.notEqual(one.token, other.token)
    const kept = JSON.stringify(await db.collection('apiTokens').find().toArray())
    assert.ok(kept.includes(hashOf(one.token)))
    assert.ok(!kept.includes(one.token.slice('dwm_'.length)))
  })
})

describe('findToken', () => {
  it('says whose a token is', async () => {
    const db = database.fresh()
    const expireAt = new Date(Date.now() + 60_000)
    const before = Date.now()
    const { token, tokenId } = await createToken(db, { ...ann, expireAt })
    const after = Date.now()
    const { createdAt, ...found } = (await findToken(db, token)) ?? assert.fail('not found')
    assert.deepEqual(found, { ...ann, tokenId, expireAt, once: false })
    assert.ok(before <= createdAt.getTime() && createdAt.getTime() <= after)
  })

  it('answers alike for what is unknown, over, revoked, or for a login alone', async () => {
    const db = database.fresh()
    const revoked = await createToken(db, ann)
    await revokeToken(db, revoked.tokenId)
    const refused = [
      '',
      'dwm_',
      `dwm_${'A'.repeat(43)}`,
      revoked.token,
      (await createToken(db, { ...ann, expireAt: new Date() })).token,
      (await createToken(db, { ...ann, once: true })).token,
    ]
    for (const token of refused) assert.equal(await findToken(db, token), undefined)
  })

  it('takes neither what the database holds of a token nor its id, nor a token that is not whole', async () => {
    const db = database.fresh()
    const { token, tokenId } = await createToken(db, ann)
    for (const other of [hashOf(token), tokenId, token.slice(0, -1), `${token} `, token.toUpperCase()])
      assert.equal(await findToken(db, other), undefined)
  })
})

describe('listTokens', () => {
  it('shows them oldest first, with nothing that is good for anything', async () => {
    const db = database.fresh()
    const made = [
      await createToken(db, { ...ann, name: 'newer' }),
      await createToken(db, { ...ann, name: 'older', once: true }),
    ]
    await db
      .collection('apiTokens')
      .updateOne({ tokenId: made[1]?.tokenId }, { $set: { createdAt: new Date(0) } })
    const listed = await listTokens(db)
    assert.deepEqual(
      listed.map(({ tokenId, name, once }) => [tokenId, name, once]),
      [
        [made[1]?.tokenId, 'older', true],
        [made[0]?.tokenId, 'newer', false],
      ],
    )
    const text = JSON.stringify(listed)
    for (const { token } of made) assert.ok(!text.includes(token) && !text.includes(hashOf(token)))
  })
})

describe('revokeToken', () => {
  it('ends the token that is named, says whether there was one, and leaves others alone', async () => {
    const db = database.fresh()
    const [one, other] = [await createToken(db, ann), await createToken(db, ann)]
    assert.equal(await revokeToken(db, one.tokenId), true)
    assert.equal(await revokeToken(db, one.tokenId), false)
    assert.equal(await findToken(db, one.token), undefined)
    assert.equal((await findToken(db, other.token))?.tokenId, other.tokenId)
  })
})

describe('tokens, sessions and audit whose answers are lost', () => {
  it('are written once, and revoked for certain', async () => {
    const db = withLostAnswers(database.fresh())
    const { token, tokenId } = await createToken(db, ann)
    assert.equal((await listTokens(db)).length, 1)
    const opened = (await openSession(db, token, 60_000)) ?? assert.fail('no session')
    assert.equal((await findSession(db, opened.secret))?.tokenId, tokenId)
    assert.equal(await revokeToken(db, tokenId), true)
    assert.equal(await findToken(db, token), undefined)
    assert.equal(await findSession(db, opened.secret), undefined)
    assert.equal(await revokeToken(db, tokenId), false)
    const change = { who: 'ann', role: 'editor', method: 'POST', path: '/x' } as unknown as AuditStart
    await endAudit(db, await beginAudit(db, change), { result: 'done', status: 200, facts: {} })
    assert.deepEqual(
      (await listAudit(db, { limit: 9 })).map(({ result }) => result),
      ['done'],
    )
  })

  it('let a token that is good for one login open no session when nobody knows who used it', async () => {
    const db = withLostAnswers(database.fresh())
    const { token } = await createToken(db, { ...ann, once: true })
    assert.equal(await openSession(db, token, 60_000), undefined)
    assert.equal(await openSession(db, token, 60_000), undefined)
  })
})
