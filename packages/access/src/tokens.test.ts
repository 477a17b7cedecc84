import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testMongo } from '@dwmops/local-mongo/testing'
import { hashOf } from './credential.ts'
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
    const { token, tokenId } = await createToken(db, { ...ann, expireAt })
    const { createdAt, ...found } = (await findToken(db, token)) ?? assert.fail('not found')
    assert.deepEqual(found, { ...ann, tokenId, expireAt, once: false })
    assert.ok(Date.now() - createdAt.getTime() < 60_000)
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
