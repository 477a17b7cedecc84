import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { loginFaults } from './login-settings.ts'

const unset = {
  ...{ eloquaCompany: undefined, eloquaUsername: undefined, eloquaPassword: undefined },
  ...{ eloquaClientId: undefined, eloquaClientSecret: undefined, eloquaRefreshToken: undefined },
}
const password = { eloquaCompany: 'c', eloquaUsername: 'u', eloquaPassword: 'p' }
const client = { eloquaClientId: 'i', eloquaClientSecret: 's' }

describe('loginFaults', () => {
  const cases: readonly [what: string, values: object, missing: string][] = [
    ['a password', password, ''],
    ['a client and a refresh token', { ...client, eloquaRefreshToken: 't' }, ''],
    ['a client and a password', { ...client, ...password }, ''],
    ['nothing', {}, 'ELOQUA_COMPANY ELOQUA_USERNAME ELOQUA_PASSWORD'],
    ['a user without a password', { ...password, eloquaPassword: undefined }, 'ELOQUA_PASSWORD'],
    ['a client alone', client, 'ELOQUA_REFRESH_TOKEN'],
    ['a client and half of a password', { ...client, eloquaCompany: 'c' }, 'ELOQUA_REFRESH_TOKEN'],
    ['a client without a secret', { ...password, eloquaClientId: 'i' }, 'ELOQUA_CLIENT_SECRET'],
    ['a refresh token alone', { eloquaRefreshToken: 't' }, 'ELOQUA_CLIENT_ID ELOQUA_CLIENT_SECRET'],
  ]
  for (const [what, values, missing] of cases)
    it(`finds ${missing || 'nothing'} missing beside ${what}`, () =>
      assert.equal(
        loginFaults({ ...unset, ...values })
          .map(({ name }) => name)
          .join(' '),
        missing,
      ))

  it('says nothing of settings that the program does not read, or that are wrong by themselves', () => {
    assert.deepEqual(loginFaults({}), [])
    const { eloquaPassword: _, ...others } = unset
    assert.deepEqual(
      loginFaults(others).map(({ name }) => name),
      ['ELOQUA_COMPANY', 'ELOQUA_USERNAME'],
    )
  })
})
