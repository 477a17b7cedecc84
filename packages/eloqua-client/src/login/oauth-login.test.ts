import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { maskSecrets } from '@dwmops/fleet'
import {
  connectEloqua,
  EloquaAuthError,
  EloquaUnavailableError,
  type OAuthTokens,
  type TokenStore,
} from '../index.ts'
import { fixture, type Reply, type ScriptedServer, startScriptedServer } from '../testing.ts'

const user = { company: 'EXAMPLE', username: 'svc.batch', password: 'the-secret' }
const retry = { attempts: 3, firstWaitMs: 1, maxWaitMs: 20 }
const hourMs = 3_600_000
const refused: Reply = { status: 400, json: { error: 'invalid_grant', error_description: 'used' } }

let server: ScriptedServer

before(async () => {
  server = await startScriptedServer()
})
after(() => server.stop())
beforeEach(() => {
  server.seen.length = 0
  server.on('GET /id', needing('access-1'))
  server.on('GET /contacts/lists', 'lists')
})

/** A discovery that accepts one access token. */
function needing(...accepted: string[]): Reply {
  return (response, { authorization }) => {
    const ok = accepted.some((token) => authorization === `Bearer ${token}`)
    response.writeHead(ok ? 200 : 401).end(ok ? fixture('discovery').replaceAll('BASE', server.url) : '')
  }
}

function granting(number: number): Reply {
  return {
    json: {
      access_token: `access-${number}`,
      token_type: 'bearer',
      expires_in: 28800,
      refresh_token: `refresh-${number}`,
    },
  }
}

type Kept = TokenStore & { kept: OAuthTokens | undefined }

/** A store whose tokens the test can see. `meanwhile`: what another process does before our turn comes. */
function keep(tokens?: OAuthTokens, meanwhile?: (store: Kept) => void): Kept {
  const store: Kept = {
    kept: tokens,
    load: async () => store.kept,
    async replace(renew) {
      meanwhile?.(store)
      store.kept = await renew(store.kept)
      return store.kept
    },
  }
  return store
}

function connect(oauth: { tokenStore?: TokenStore; user?: typeof user }) {
  const credentials = { oauth: { clientId: 'client', clientSecret: 'client-secret', ...oauth } }
  return connectEloqua({ loginUrl: server.loginUrl, credentials, retry })
}

function grants(): unknown[] {
  return server.seen
    .filter(({ path }) => path === '/auth/oauth2/token')
    .map(({ body }) => JSON.parse(body).grant_type)
}

describe('OAuth', () => {
  it('gets a token by password and keeps it before it is used', async () => {
    const store = keep()
    const keptAtUse: (string | undefined)[] = []
    server.on('POST /auth/oauth2/token', granting(1))
    server.on('GET /id', (response) => {
      keptAtUse.push(store.kept?.refreshToken)
      response.end(fixture('discovery').replaceAll('BASE', server.url))
    })
    await connect({ user, tokenStore: store })
    assert.deepEqual(keptAtUse, ['refresh-1'])
    const [token] = server.seen
    assert.equal(token?.authorization, `Basic ${Buffer.from('client:client-secret').toString('base64')}`)
    assert.equal(JSON.parse(token?.body ?? '').username, 'EXAMPLE\\svc.batch')
    assert.equal(server.seen.at(-1)?.authorization, 'Bearer access-1')
  })

  it('uses a stored token while it lives', async () => {
    await connect({ tokenStore: keep({ accessToken: 'access-1', expiresAt: Date.now() + hourMs }) })
    assert.deepEqual(grants(), [])
  })

  it('refreshes one that has expired, once', async () => {
    const store = keep({ accessToken: 'access-0', refreshToken: 'refresh-0', expiresAt: Date.now() - 1 })
    server.on('POST /auth/oauth2/token', granting(1), refused)
    const eloqua = await connect({ tokenStore: store })
    await Promise.all([eloqua.lists.all(), eloqua.lists.all()])
    assert.deepEqual(grants(), ['refresh_token'])
    assert.equal(store.kept?.refreshToken, 'refresh-1')
  })

  for (const [how, refusal] of [
    ['401', { status: 401 }],
    ['a text under 200', { json: 'Not authenticated.' }],
  ] as const) {
    it(`refreshes a token that ${how} refuses although it should live`, async () => {
      const expiresAt = Date.now() + hourMs
      const store = keep({ accessToken: 'revoked', refreshToken: 'refresh-0', expiresAt })
      server.on('GET /id', refusal, needing('access-1'))
      server.on('POST /auth/oauth2/token', granting(1))
      await connect({ tokenStore: store })
      assert.deepEqual(grants(), ['refresh_token'])
    })
  }

  it('refreshes once only, and names the refusal, when a new token is refused too', async () => {
    const store = keep({ accessToken: 'access-0', refreshToken: 'refresh-0', expiresAt: Date.now() + hourMs })
    server.on('GET /id', { json: 'Not authenticated.' })
    server.on('POST /auth/oauth2/token', granting(1))
    await assert.rejects(connect({ tokenStore: store }), EloquaAuthError)
    assert.deepEqual(grants(), ['refresh_token'])
  })

  it('refreshes in the middle of the work', async () => {
    const store = keep({ accessToken: 'access-1', refreshToken: 'refresh-1', expiresAt: Date.now() + hourMs })
    const eloqua = await connect({ tokenStore: store })
    server.on('GET /contacts/lists', { status: 401 }, 'lists')
    server.on('GET /id', needing('access-2'))
    server.on('POST /auth/oauth2/token', granting(2))
    await eloqua.lists.all()
    assert.equal(server.seen.at(-1)?.authorization, 'Bearer access-2')
  })

  it('ends a renewal once begun, whatever aborts the call: its refresh token is used up by then', async () => {
    const store = keep({ accessToken: 'access-1', refreshToken: 'refresh-1', expiresAt: Date.now() + hourMs })
    const eloqua = await connect({ tokenStore: store })
    const stopping = new AbortController()
    server.on('GET /contacts/lists', { status: 401 }, 'lists')
    server.on('GET /id', needing('access-2'))
    server.on('POST /auth/oauth2/token', async (response) => {
      stopping.abort(new Error('stop requested'))
      await delay(20)
      response.end(JSON.stringify({ access_token: 'access-2', refresh_token: 'refresh-2' }))
    })
    await assert.rejects(eloqua.lists.all({ signal: stopping.signal }), /stop requested/)
    assert.equal(store.kept?.refreshToken, 'refresh-2')
  })

  it("takes another process's tokens when that one was faster, and leaves its own refresh token alone", async () => {
    const store = keep({ accessToken: 'access-0', refreshToken: 'refresh-0', expiresAt: 0 }, (other) => {
      other.kept = { accessToken: 'access-1', refreshToken: 'refresh-late', expiresAt: Date.now() + hourMs }
    })
    await connect({ tokenStore: store })
    assert.deepEqual(grants(), [])
    assert.equal(store.kept?.refreshToken, 'refresh-late')
    assert.equal(maskSecrets('no refresh-late'), 'no ***')
  })

  it('stores nothing when a renewal fails', async () => {
    const store = keep({ accessToken: 'access-0', refreshToken: 'refresh-0', expiresAt: 0 })
    server.on('POST /auth/oauth2/token', { status: 503 })
    await assert.rejects(connect({ tokenStore: store }), EloquaUnavailableError)
    assert.equal(store.kept?.refreshToken, 'refresh-0')
  })

  it('keeps the refresh token that an answer does not replace', async () => {
    const store = keep({ accessToken: 'access-0', refreshToken: 'refresh-0', expiresAt: 0 })
    server.on('POST /auth/oauth2/token', { json: { access_token: 'access-1', token_type: 'bearer' } })
    await connect({ tokenStore: store })
    assert.deepEqual([store.kept?.accessToken, store.kept?.refreshToken], ['access-1', 'refresh-0'])
  })

  it('falls back to the password when the refresh token is refused', async () => {
    const store = keep({ accessToken: 'access-0', refreshToken: 'refresh-0', expiresAt: 0 })
    server.on('POST /auth/oauth2/token', refused, granting(1))
    await connect({ user, tokenStore: store })
    assert.deepEqual(grants(), ['refresh_token', 'password'])
  })

  it('says that credentials are refused, without them', async () => {
    server.on('POST /auth/oauth2/token', refused)
    const tokenStore = keep({ accessToken: 'access-0', refreshToken: 'refresh-0', expiresAt: 0 })
    for (const oauth of [{ tokenStore }, { user }]) {
      await assert.rejects(
        connect(oauth),
        (error) => error instanceof EloquaAuthError && !/client-secret|refresh-0/.test(`${error.stack}`),
      )
    }
  })

  const wrongClient: Reply = {
    status: 401,
    json: { error: 'invalid_client', error_code: 1207, error_description: 'The client is unknown.' },
  }
  const used = { accessToken: 'access-0', refreshToken: 'refresh-0', expiresAt: 0 }

  it("distinguishes a wrong client secret from a used-up token, in Eloqua's own words", async () => {
    const cases: [oauth: Parameters<typeof connect>[0], reply: Reply, message: RegExp][] = [
      [
        { tokenStore: keep(used) },
        wrongClient,
        /client secret.*invalid_client \(error_code 1207\): The client is/,
      ],
      [{ user }, wrongClient, /client secret.*invalid_client/],
      [{ tokenStore: keep(used) }, refused, /used up.*authorize the app anew.*"invalid_grant: used"/],
      [{ user }, refused, /user or password.*disabled.*IP allow-list.*"invalid_grant: used"/],
      [{ tokenStore: keep(used) }, { status: 401 }, /client secret, then authorize.*answered 401/],
    ]
    for (const [oauth, reply, message] of cases) {
      server.on('POST /auth/oauth2/token', reply)
      await assert.rejects(
        connect(oauth),
        (error: Error) => error instanceof EloquaAuthError && message.test(error.message),
      )
    }
  })

  it('does not try the password of a client that is refused', async () => {
    server.on('POST /auth/oauth2/token', wrongClient)
    await assert.rejects(connect({ user, tokenStore: keep(used) }), EloquaAuthError)
    assert.deepEqual(grants(), ['refresh_token'])
  })

  it('waits toward a minute after a 429, unless the call is aborted or has to end before', async () => {
    server.on('POST /auth/oauth2/token', { status: 429 }, granting(1))
    const credentials = { oauth: { clientId: 'client', clientSecret: 'client-secret', user } }
    const options = { loginUrl: server.loginUrl, credentials }
    await assert.rejects(
      connectEloqua({ ...options, deadlineAt: Date.now() + 50_000 }),
      EloquaUnavailableError,
    )
    assert.equal(grants().length, 1)
    server.on('POST /auth/oauth2/token', { status: 429 }, granting(1))
    const stopping = new AbortController()
    const waiting = connectEloqua({ ...options, signal: stopping.signal })
    stopping.abort(new Error('stop requested'))
    await assert.rejects(waiting, /stop requested/)
    server.on('POST /auth/oauth2/token', { status: 429 }, granting(1))
    server.seen.length = 0
    await connectEloqua({ ...options, retry: { maxWaitMs: 20 } })
    assert.equal(grants().length, 2)
  })
})
