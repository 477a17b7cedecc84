import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { ClusterAwayError } from '@dwmops/cluster'
import type { ApiContext } from '../context.ts'
import { askingCluster } from './cluster-of.ts'

const own = process.env['KUBECONFIG']
const contextWith = (apiOperations: boolean) =>
  ({ settings: { apiOperations }, log: { warn: () => undefined } }) as unknown as ApiContext

describe('askingCluster', () => {
  before(() => {
    process.env['KUBECONFIG'] = path.join(tmpdir(), 'no-such-kubeconfig')
  })
  after(() => {
    if (own === undefined) delete process.env['KUBECONFIG']
    else process.env['KUBECONFIG'] = own
  })

  it('refuses where the server may not operate the stages', async () => {
    const asked = askingCluster(contextWith(false), () => assert.fail('it may not'))
    await assert.rejects(asked, { status: 409, code: 'OPERATIONS_OFF' })
  })

  it('says that there is no cluster', async () => {
    const asked = askingCluster(contextWith(true), () => assert.fail('there is none'))
    await assert.rejects(asked, { status: 404, message: /no cluster configured/ })
  })
})

describe('askingCluster in a cluster', () => {
  const kubeconfig = path.join(import.meta.dirname, 'testdata/kubeconfig.json')
  before(() => {
    process.env['KUBECONFIG'] = kubeconfig
  })
  after(() => {
    if (own === undefined) delete process.env['KUBECONFIG']
    else process.env['KUBECONFIG'] = own
  })

  it('returns what it answers', async () => {
    assert.equal(await askingCluster(contextWith(true), async ({ namespace }) => namespace), 'dev')
  })

  it('says that it is away, and throws any other error', async () => {
    const failing = (error: Error) => askingCluster(contextWith(true), () => Promise.reject(error))
    await assert.rejects(failing(new ClusterAwayError('no answer')), { status: 503, code: 'CLUSTER_AWAY' })
    const odd = new Error('odd')
    await assert.rejects(failing(odd), odd)
  })
})
