import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { type FakeCluster, podWaiting, projectOf, startFakeCluster } from '@dwmops/cluster/testing'
import { stages } from '@dwmops/fleet'
import { runDwm } from '../testing/run-dwm.ts'
import { testDatabase } from '../testing/test-database.ts'

describe("the cluster of dwm's commands", () => {
  const database = testDatabase()
  let cluster: FakeCluster
  let files: { dev: string; prod: string }
  before(async () => {
    const stuck = podWaiting('wash-contacts', 'ImagePullBackOff', 'Back-off pulling image "x"')
    cluster = await startFakeCluster({
      'dwm-dev': projectOf('dev', { pods: [stuck] }),
      'dwm-prod': projectOf('prod'),
    })
    files = {
      dev: await cluster.kubeconfig('dev', 'dwm-dev'),
      prod: await cluster.kubeconfig('prod', 'dwm-prod'),
    }
  })
  after(() => cluster.stop())

  const dwm = (kubeconfig: readonly string[], ...args: string[]) =>
    runDwm(args, { env: { KUBECONFIG: kubeconfig.join(path.delimiter), HOME: '/nonexistent' } })
  const changedProjects = () => [...new Set(cluster.changes.map((change) => change.split(' ')[0]))]

  it('is that of the first kubeconfig that names a current context, as for kubectl', async () => {
    const { code, err } = await dwm([files.dev, files.prod], 'suspend')
    assert.equal(code, 0, err)
    assert.deepEqual(changedProjects(), ['dwm-dev'])
    assert.match(err, /^dwm: project dwm-dev, context dev$/m)
    assert.equal(cluster.changes.length, stages.length)
    const silent = await cluster.kubeconfig('silent', 'nowhere', { current: false })
    assert.match((await dwm([silent, files.dev], 'resume')).err, /project dwm-dev, context dev/)
  })

  it('passes over files that are not there, and over what a later file calls by a known name', async () => {
    const { code, err } = await dwm(
      ['', '/nonexistent/config', files.dev, files.dev],
      'resume',
      'get-contacts',
    )
    assert.equal(code, 0, err)
    const none = await dwm([await cluster.kubeconfig('one', 'x', { current: false })], 'suspend')
    assert.equal(none.code, 2)
    assert.match(none.err, /no current context; .* --context with one of one/)
  })

  it('is asked for by --yes before production is suspended or drained or restored', async () => {
    const before = cluster.changes.length
    for (const args of [['suspend'], ['drain'], ['restore']]) {
      const env = { ...database.fresh().env, KUBECONFIG: files.prod }
      const { code, err } = await runDwm(args, { env })
      assert.equal(code, 2, err)
      assert.match(err, /dwm: dwm-prod is production: add --yes to /)
    }
    assert.equal(cluster.changes.length, before)
    assert.equal((await dwm([files.prod], 'suspend', 'wash-contacts', '--yes')).code, 0)
    assert.match(cluster.changes.at(-1) ?? '', /^dwm-prod PATCH cronjobs\/wash-contacts /)
  })

  it('refuses credentials in words that say what to do', async () => {
    const expired = await dwm(
      [await cluster.kubeconfig('late', 'dwm-dev', { token: 'expired-token-1' })],
      'suspend',
    )
    assert.equal(expired.code, 3)
    assert.match(expired.err, /HTTP 401.*: the credentials .* expired .*; log in again/)
    const file = await cluster.kubeconfig('plugin', 'dwm-dev')
    const config = {
      clusters: [{ name: 'c', cluster: { server: cluster.url, 'insecure-skip-tls-verify': true } }],
      users: [
        {
          name: 'u',
          user: { exec: { apiVersion: 'client.authentication.k8s.io/v1', command: 'no-such-plugin' } },
        },
      ],
      contexts: [{ name: 'c', context: { cluster: 'c', user: 'u', namespace: 'dwm-dev' } }],
      'current-context': 'c',
    }
    await writeFile(file, JSON.stringify(config))
    const plugin = await dwm([file], 'suspend')
    assert.equal(plugin.code, 2)
    assert.match(plugin.err, /no credentials for user u from no-such-plugin: .*ENOENT.*; log in/)
    await writeFile(file, JSON.stringify({ ...config, users: [] }))
    assert.match((await dwm([file], 'suspend')).err, /context c refers to an unknown user: u; log in/)
  })

  it('is reached through HTTPS_PROXY, but not where NO_PROXY names it', async () => {
    const asked: string[] = []
    const proxy = createServer().on('connect', (request, socket) => {
      asked.push(request.url ?? '')
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
    })
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
    const { port } = proxy.address() as { port: number }
    const file = await cluster.kubeconfig('far', 'dwm-dev')
    const config = {
      clusters: [{ name: 'far', cluster: { server: 'https://api.cluster.example:6443' } }],
      users: [{ name: 'far', user: { token: 'good' } }],
      contexts: [{ name: 'far', context: { cluster: 'far', user: 'far', namespace: 'dwm-dev' } }],
      'current-context': 'far',
    }
    await writeFile(file, JSON.stringify(config))
    const env = { KUBECONFIG: file, HTTPS_PROXY: `http://127.0.0.1:${port}` }
    assert.equal((await runDwm(['suspend'], { env })).code, 3)
    assert.deepEqual([...new Set(asked)], ['api.cluster.example:6443'])
    asked.length = 0
    await runDwm(['suspend'], { env: { ...env, NO_PROXY: '.cluster.example' } })
    assert.deepEqual(asked, [])
    proxy.close()
  })

  it('shows in status and logs which pod waits, and why', async () => {
    const env = { ...database.fresh().env, KUBECONFIG: files.dev }
    const status = await runDwm(['status'], { env })
    assert.equal(status.code, 0, status.err)
    assert.match(status.out, /wash-contacts .*waits: ImagePullBackOff/)
    assert.match(status.out, /wash-contacts-1 +wash-contacts +ImagePullBackOff: Back-off pulling image "x"/)
    const { waitingPods } = JSON.parse((await runDwm(['status', '--json'], { env })).out)
    assert.equal(waitingPods[0].pod, 'wash-contacts-1')
    const logs = await dwm([files.dev], 'logs', 'wash-contacts')
    assert.equal(logs.code, 2)
    assert.match(logs.err, /wash-contacts-1 has no log yet, it waits: ImagePullBackOff: Back-off/)
  })
})
