import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { FailedLogins } from './failed-logins.ts'

const wrong = async () => undefined
const right = async () => 'ann'

describe('FailedLogins', () => {
  it('refuses a client after too many wrong tokens, before it looks the next one up', async () => {
    const logins = new FailedLogins(2)
    for (const token of ['aaaaaaaaaaaa1', 'bbbbbbbbbbbb1'])
      await logins.lookUp({ ip: '10.0.0.1' }, token, wrong)
    await assert.rejects(logins.lookUp({ ip: '10.0.0.1' }, 'cccccccccccc1', right), { status: 429 })
    assert.equal(await logins.lookUp({ ip: '10.0.0.2' }, 'cccccccccccc1', right), 'ann')
  })

  it('counts wrong tokens with one beginning over all clients', async () => {
    const logins = new FailedLogins(2)
    for (const ip of ['10.0.0.1', '10.0.0.2']) await logins.lookUp({ ip }, 'aaaaaaaaaaaa1', wrong)
    await assert.rejects(logins.lookUp({ ip: '10.0.0.3' }, 'aaaaaaaaaaaa2', right), { status: 429 })
  })

  it('counts no right token, and lets one through that was right before', async () => {
    const logins = new FailedLogins(1)
    for (let times = 0; times < 3; times += 1)
      assert.equal(await logins.lookUp({ ip: '10.0.0.1' }, 'aaaaaaaaaaaa1', right), 'ann')
    await logins.lookUp({ ip: '10.0.0.1' }, 'bbbbbbbbbbbb1', wrong)
    assert.equal(await logins.lookUp({ ip: '10.0.0.1' }, 'aaaaaaaaaaaa1', right), 'ann')
  })

  it('forgets that a token was right once it is wrong', async () => {
    const logins = new FailedLogins(1)
    await logins.lookUp({ ip: '10.0.0.1' }, 'aaaaaaaaaaaa1', right)
    await logins.lookUp({ ip: '10.0.0.1' }, 'aaaaaaaaaaaa1', wrong)
    await assert.rejects(logins.lookUp({ ip: '10.0.0.1' }, 'aaaaaaaaaaaa1', right), { status: 429 })
  })
})
