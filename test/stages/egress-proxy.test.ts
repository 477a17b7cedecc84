import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { promisify } from 'node:util'
import { loginSettings } from '@dwmops/eloqua-sandbox'
import type { StageName } from '@dwmops/fleet'
import { programFile, type StageRun } from '@dwmops/local-fleet'
import { testMongo } from '@dwmops/local-mongo/testing'
import { changedAnswers } from '../support/changed-answers.ts'
import { type ResolvingProxy, resolvingProxy } from '../support/resolving-proxy.ts'
import { describeRun, eloquaStages, openStageCase, type StageCase } from '../support/stage-case.ts'
import { expectNothingLost } from '../support/stage-promises.ts'

const database = testMongo()
const host = 'eloqua.invalid'
const gatewayHost = 'pushgateway.invalid'

describe('stages behind an egress proxy that alone can resolve names', { concurrency: 2 }, () => {
  let folder: string
  let tls: { readonly key: string; readonly cert: string }
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dwmops-proxy-'))
    tls = await certificateFor(host, folder)
  })
  after(() => rm(folder, { recursive: true }))

  for (const stage of eloquaStages) {
    it(`${stage} reaches Eloqua and the Pushgateway through it, with a private CA`, () =>
      behind(stage, {}, async (one, { proxy, settings }) => {
        const run = await one.run(settings)
        assert.equal(run.exitCode, 0, describeRun(run))
        await expectNothingLost(one)
        assert.deepEqual(hostsOf(proxy), [`CONNECT ${host}:443`, `POST http://${gatewayHost}:9091`])
        assert.deepEqual(
          run.lines.filter(({ msg }) => msg === 'metrics not pushed'),
          [],
        )
        assert.doesNotMatch(JSON.stringify(run.lines), /let-me-out/)
      }))
  }

  it('OAuth tokens are got through it', () =>
    behind('get-contacts', {}, async (one, { settings }) => {
      const client = { ELOQUA_CLIENT_ID: 'sandbox', ELOQUA_CLIENT_SECRET: 'sandbox' }
      const run = await one.run({ ...settings, ...client })
      assert.equal(run.exitCode, 0, describeRun(run))
      assert.equal(await one.queueDb.collection('eloquaTokens').countDocuments(), 1)
    }))

  it('dwm eloqua check goes through it with all its calls', () =>
    behind('get-contacts', {}, async (one, { proxy, settings }) => {
      const login = { ...loginSettings(one.sandbox), ...settings, MONGODB_URL: database.mongo.url }
      const command = [programFile('dwm'), 'eloqua', 'check']
      const ended = promisify(execFile)(process.execPath, command, { env: { ...process.env, ...login } })
      const { stdout } = await ended.catch((error: { stdout: string }) => error)
      assert.match(stdout, /credentials are good/)
      assert.doesNotMatch(stdout, /no answer|ENOTFOUND/)
      assert.ok(hostsOf(proxy).includes(`CONNECT ${host}:443`))
    }))

  it('hosts of NO_PROXY are reached without it', () =>
    behind('update-indicators', {}, async (one, { proxy, settings }) => {
      const { HTTP_PROXY = '', HTTPS_PROXY = '' } = settings
      const run = await one.run({ HTTP_PROXY, HTTPS_PROXY, NO_PROXY: 'localhost,127.0.0.1' })
      assert.equal(run.exitCode, 0, describeRun(run))
      assert.deepEqual(proxy.seen, [])
    }))

  it('a proxy that refuses is named, and nothing is left unclear', () =>
    behind('update-indicators', { refuses: true }, async (one, { settings }) => {
      const run = await one.run(settings)
      assert.equal(run.exitCode, 3, describeRun(run))
      const { code, reason } = finished(run) ?? {}
      assert.notEqual(code, 'ELOQUA_UNKNOWN_OUTCOME')
      assert.match(String(reason), /tunnel.*407/)
      assert.equal(await one.openSyncs(), 0)
    }))

  it('a certificate of a CA that is not named is refused, with what to do', () =>
    behind('get-contacts', {}, async (one, { settings: { NODE_EXTRA_CA_CERTS: _, ...settings } }) => {
      const run = await one.run(settings)
      assert.equal(run.exitCode, 3, describeRun(run))
      assert.match(String(finished(run)?.['reason']), /NODE_EXTRA_CA_CERTS/)
    }))

  interface Place {
    readonly proxy: ResolvingProxy
    readonly settings: Readonly<Record<string, string>>
  }

  async function behind(
    stage: StageName,
    how: { readonly refuses?: boolean },
    act: (one: StageCase, place: Place) => Promise<void>,
  ): Promise<void> {
    const one = await openStageCase(database, stage, {})
    const eloqua = await changedAnswers(one.sandbox.url, tls)
    const gateway = createServer((_, response) => response.end())
    await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
    const gatewayPort = (gateway.address() as AddressInfo).port
    const proxy = await resolvingProxy({ [host]: eloqua.port, [gatewayHost]: gatewayPort }, how)
    const settings = {
      ...{ HTTPS_PROXY: proxy.address, HTTP_PROXY: proxy.address },
      NODE_EXTRA_CA_CERTS: join(folder, 'cert.pem'),
      ELOQUA_LOGIN_URL: `https://${host}/id`,
      PUSHGATEWAY: `${gatewayHost}:9091`,
    }
    try {
      await act(one, { proxy, settings })
    } finally {
      await proxy.stop()
      await eloqua.stop()
      gateway.close()
      gateway.closeAllConnections()
      await one.stop()
    }
  }
})

/** Metrics that are not pushed are a line behind it. */
function finished({ lines }: StageRun) {
  return lines.find(({ msg }) => msg === 'run finished')
}

function hostsOf({ seen }: ResolvingProxy): string[] {
  return [...new Set(seen.map((one) => one.replace(/\/metrics\/.*/, '')))].sort()
}

async function certificateFor(name: string, folder: string) {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  await promisify(execFile)('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/CN=${name}`],
    ...['-addext', `subjectAltName=DNS:${name}`, '-keyout', key, '-out', cert],
  ])
  return { key: await readFile(key, 'utf8'), cert: await readFile(cert, 'utf8') }
}
