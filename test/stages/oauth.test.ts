import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testMongo } from '@dwmops/local-mongo/testing'
import { describeRun, openStageCase, type StageCase } from '../support/stage-case.ts'
import { expectNothingLost } from '../support/stage-promises.ts'

const secret = 'an-app-secret'
const client = { ELOQUA_CLIENT_ID: 'an-app', ELOQUA_CLIENT_SECRET: secret }
const noPassword = { ELOQUA_COMPANY: '', ELOQUA_USERNAME: '', ELOQUA_PASSWORD: '' }
const replicas = 3

describe('stages that log in by OAuth', () => {
  const database = testMongo()

  it('share one chain of refresh tokens, each used once, and work through the end of an access token', async () => {
    const one = await openCase()
    try {
      const settings = { ...client, ...noPassword, ELOQUA_REFRESH_TOKEN: await authorize(one) }
      await runReplicas(one, settings)
      assert.deepEqual(tokenCalls(one), ['200'])
      // all access tokens end at once, in the middle of the work
      one.sandbox.setFaults([{ name: 'token-expiry', path: '/contacts/lists' }, 'refresh-revokes'])
      await runReplicas(one, settings)
      assert.deepEqual(tokenCalls(one), ['200', '200'])
      await expectNothingLost(one)
    } finally {
      await one.stop()
    }
  })

  it('get their first token by the password, and share it', async () => {
    const one = await openCase()
    try {
      await runReplicas(one, client)
      assert.deepEqual(tokenCalls(one), ['200'])
      await expectNothingLost(one)
    } finally {
      await one.stop()
    }
  })

  it('end with 3 and one plain line when the refresh token was used elsewhere', async () => {
    const one = await openCase()
    try {
      const token = await authorize(one)
      await grant(one, { grant_type: 'refresh_token', refresh_token: token })
      const run = await one.run({ ...client, ...noPassword, ELOQUA_REFRESH_TOKEN: token })
      assert.equal(run.exitCode, 3, describeRun(run))
      assert.match(
        String(run.lines.at(-1)?.['reason']),
        /^OAuth: the refresh token is used up, revoked or too old: authorize the app anew.*invalid_grant/,
      )
      assert.doesNotMatch(JSON.stringify(run.lines), new RegExp(`${token}|${secret}`))
    } finally {
      await one.stop()
    }
  })

  function openCase(): Promise<StageCase> {
    return openStageCase(database, 'get-contacts', { oauthClient: { id: 'an-app', secret } })
  }
})

async function runReplicas(one: StageCase, settings: Readonly<Record<string, string>>): Promise<void> {
  const runs = await Promise.all(Array.from({ length: replicas }, () => one.run(settings)))
  for (const run of runs) {
    assert.equal(run.exitCode, 0, describeRun(run))
    assert.doesNotMatch(JSON.stringify(run.lines) + run.stderr, new RegExp(`access-|refresh-\\d|${secret}`))
  }
}

/** A refresh token as authorizing the app gives it. */
async function authorize(one: StageCase): Promise<string> {
  const login = { grant_type: 'password', username: 'Sandbox\\sandbox', password: 'sandbox' }
  const { refresh_token: token } = await grant(one, login)
  await fetch(`${one.sandbox.url}/sandbox/requests`, { method: 'DELETE' })
  return String(token)
}

async function grant(
  one: StageCase,
  body: Readonly<Record<string, string>>,
): Promise<Record<string, unknown>> {
  const authorization = `Basic ${Buffer.from(`an-app:${secret}`).toString('base64')}`
  const headers = { authorization, 'content-type': 'application/json' }
  const url = `${one.sandbox.url}/auth/oauth2/token`
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  assert.equal(response.status, 200)
  return (await response.json()) as Record<string, unknown>
}

/** The answers to all token calls since the app was authorized. */
function tokenCalls(one: StageCase): string[] {
  return one.sandbox
    .requests()
    .filter(({ path }) => path === '/auth/oauth2/token')
    .flatMap(({ status, count }) => Array.from({ length: count }, () => String(status)))
}
