import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, afterEach, before, describe, it } from 'node:test'
import { inspect } from 'node:util'
import { maskSecrets } from '@dwmops/fleet'
import { askCluster } from './ask-cluster.ts'
import { openCluster, openClusterIfAny } from './open-cluster.ts'

const server = 'https://api.example.com:6443'
const cluster = (name: string) => ({ name, cluster: { server } })
const user = (name: string) => ({ name, user: { token: 't' } })
const context = (name: string, more: object = {}) => ({
  name,
  context: { cluster: 'a', user: 'ann', ...more },
})
const plugin = { apiVersion: 'client.authentication.k8s.io/v1', kind: 'ExecCredential' }
const changed = ['KUBECONFIG', 'HTTPS_PROXY'] as const
const own = changed.map((name) => process.env[name])

describe('openCluster', () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'open-cluster-'))
  })
  after(() => rm(folder, { recursive: true, force: true }))
  afterEach(() => {
    for (const [at, name] of changed.entries())
      if (own[at] === undefined) delete process.env[name]
      else process.env[name] = own[at]
  })

  /** Opens with these kubeconfigs, a text as it is. */
  async function opened(
    files: readonly (object | string)[],
    options: Parameters<typeof openCluster>[0] = {},
  ) {
    const names = files.map((_, index) => path.join(folder, `${index}.json`))
    for (const [index, file] of files.entries())
      await writeFile(names[index] ?? '', typeof file === 'string' ? file : JSON.stringify(file))
    process.env['KUBECONFIG'] = [...names, path.join(folder, 'missing')].join(path.delimiter)
    return openCluster(options)
  }
  const whole = {
    ...{ clusters: [cluster('a')], users: [user('ann')], 'current-context': 'one' },
    contexts: [context('one', { namespace: 'dev' }), context('two')],
  }

  it('works in the project of the current context, another one, or the one that is named', async () => {
    assert.equal((await opened([whole])).namespace, 'dev')
    assert.equal((await opened([whole], { context: 'two' })).namespace, 'default')
    assert.equal((await opened([whole], { namespace: 'prod' })).namespace, 'prod')
  })

  it('merges files: the first current context and the first entry of a name win, an empty file is none', async () => {
    const others = {
      contexts: [context('one', { namespace: 'late' }), context('three')],
      'current-context': 'three',
    }
    assert.equal((await opened(['\n', whole, others])).namespace, 'dev')
    assert.equal((await opened([whole, others], { context: 'three' })).namespace, 'default')
  })

  it('waits for an answer for a while only', { timeout: 120_000 }, async (test) => {
    const frozen = createServer().listen(0, '127.0.0.1')
    await once(frozen, 'listening')
    test.after(() => frozen.close())
    const { port } = frozen.address() as AddressInfo
    const clusters = [
      { name: 'a', cluster: { server: `http://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true } },
    ]
    const { batch } = await opened([{ ...whole, clusters }], { answerMs: 200 })
    await assert.rejects(askCluster('list Jobs', batch.listNamespacedJob({ namespace: 'dev' })), {
      code: 'DWM_CLUSTER_AWAY',
      message: /list Jobs: the API server does not answer \(.*timeout\)/,
    })
  })

  it('knows as secret what it sends, wherever it comes from', async (test) => {
    const refusing = createHttpServer((_, response) => response.writeHead(403).end()).listen(0, '127.0.0.1')
    await once(refusing, 'listening')
    test.after(() => refusing.close())
    const { port } = refusing.address() as AddressInfo
    const clusters = [
      { name: 'a', cluster: { server: `http://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true } },
    ]
    const printed = JSON.stringify({ ...plugin, status: { token: 'token-of-the-plugin' } })
    for (const [user, secret] of [
      [{ token: 'token-of-the-file' }, 'token-of-the-file'],
      [{ exec: { ...plugin, command: 'echo', args: [printed] } }, 'token-of-the-plugin'],
      [{ username: 'ann', password: 'password-of-ann' }, 'password-of-ann'],
    ] as const) {
      const { batch } = await opened([{ ...whole, clusters, users: [{ name: 'ann', user }] }])
      await assert.rejects(askCluster('list Jobs', batch.listNamespacedJob({ namespace: 'dev' })))
      assert.equal(maskSecrets(`for ${secret} no`), 'for *** no')
    }
  })

  it('quotes nothing that a plugin printed instead of JSON', async () => {
    const users = [{ name: 'ann', user: { exec: { ...plugin, command: 'echo', args: ['token-of-ann'] } } }]
    const { batch } = await opened([{ ...whole, users }])
    await assert.rejects(askCluster('list Jobs', batch.listNamespacedJob({ namespace: 'dev' })), (error) => {
      assert.match(String(error), /no credentials for user ann from echo: .*not JSON/)
      assert.doesNotMatch(inspect(error, { depth: 9 }), /token-of/)
      return true
    })
  })

  it('names the file that cannot be read', async () => {
    await assert.rejects(opened(['{"clusters": [{']), /kubeconfig .*0\.json cannot be read/)
  })

  it('says what a kubeconfig lacks', async () => {
    const { 'current-context': _, ...contextless } = whole
    const lacking: readonly [config: object, said: RegExp, context?: string][] = [
      [contextless, /no current context.*one, two/],
      [{}, /no current context.*none/],
      [whole, /no context four; known: one, two/, 'four'],
      [{ ...whole, clusters: [] }, /one refers to an unknown cluster: a/],
      [{ ...whole, users: [] }, /one refers to an unknown user: ann/],
    ]
    for (const [config, said, name] of lacking)
      await assert.rejects(opened([config], name === undefined ? {} : { context: name }), said)
  })

  it('takes a context without a user', async () => {
    const config = { ...whole, users: [], contexts: [context('one', { user: '' })] }
    assert.equal((await opened([config])).namespace, 'default')
  })

  it('goes through the proxy of the kubeconfig first, then that of the environment', async () => {
    const proxyOf = async (config: object) => (await opened([config])).config.getCurrentCluster()?.proxyUrl
    assert.equal(await proxyOf(whole), undefined)
    process.env['HTTPS_PROXY'] = 'http://proxy.example.com:3128'
    assert.equal(await proxyOf(whole), 'http://proxy.example.com:3128')
    const named = { name: 'a', cluster: { server, 'proxy-url': 'http://own.example.com:1' } }
    assert.equal(await proxyOf({ ...whole, clusters: [named] }), 'http://own.example.com:1')
  })

  it('is not there where nothing names a cluster', () => {
    process.env['KUBECONFIG'] = path.join(folder, 'missing')
    assert.equal(openClusterIfAny({}), undefined)
    assert.throws(() => openCluster({}), /no cluster configured/)
  })

  it('says which credentials are not available', async () => {
    const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: '/nowhere/login' }
    const config = { ...whole, users: [{ name: 'ann', user: { exec } }] }
    const { config: kubeconfig } = await opened([config])
    await assert.rejects(kubeconfig.applyToHTTPSOptions({}), {
      code: 'DWM_CREDENTIALS',
      message: /no credentials for user ann from \/nowhere\/login: .*; log in/,
    })
  })
})
