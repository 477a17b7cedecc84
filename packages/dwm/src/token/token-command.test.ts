import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { findToken, openSession } from '@dwmops/access'
import { testDatabase } from '../testing/test-database.ts'

const database = testDatabase()

describe('dwm token', () => {
  it('makes a token, lists it without showing it, and revokes it', async () => {
    const { db, dwm } = database.fresh()
    const made = await dwm('token', 'create', '--name', 'ann', '--role', 'editor', '--days', '1')
    const token = made.out.trim()
    assert.match(token, /^dwm_[\w-]{43}$/)
    assert.equal((await findToken(db, token))?.role, 'editor')
    const listed = await dwm('token', 'ls', '--json')
    assert.doesNotMatch(listed.out, new RegExp(token))
    const [{ tokenId, name, once }] = JSON.parse(listed.out)
    assert.deepEqual([name, once], ['ann', false])
    const revoked = await dwm('token', 'revoke', tokenId, 'none')
    assert.deepEqual([revoked.code, revoked.out], [4, '1 revoked, not there: none\n'])
    assert.equal(await findToken(db, token), undefined)
  })

  it('takes no token in place of its id, and keeps and shows none', async () => {
    const { db, dwm } = database.fresh()
    const token = `dwm_${'x'.repeat(43)}`
    const { code, out, err } = await dwm('token', 'revoke', token)
    assert.deepEqual([code, out], [2, ''])
    assert.match(err, /dwm token ls/)
    assert.doesNotMatch(err, /xxx/)
    assert.equal(await db.collection('audit').countDocuments(), 0)
  })

  it('prints a link that logs in once', async () => {
    const { db, dwm } = database.fresh()
    const args = ['token', 'create', '--name', 'ann', '--role', 'operator', '--url', 'http://127.0.0.1:8080/']
    assert.equal((await dwm(...args)).code, 2)
    const { out } = await dwm(...args, '--once')
    const [, code = ''] = /^http:\/\/127\.0\.0\.1:8080\/console\/#token=(\S+)\n$/.exec(out) ?? []
    assert.equal((await openSession(db, code, 1_000))?.session.role, 'operator')
    assert.equal(await openSession(db, code, 1_000), undefined)
  })

  it('refuses a role that is none', async () => {
    const { dwm } = database.fresh()
    const { code, err } = await dwm('token', 'create', '--name', 'ann', '--role', 'admin')
    assert.equal(code, 2)
    assert.match(err, /reader, editor, operator/)
  })
})
