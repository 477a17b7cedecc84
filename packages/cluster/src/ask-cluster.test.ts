import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ApiException } from '@kubernetes/client-node'
import { askCluster, askUnlessMissing, messageOf, refusal } from './ask-cluster.ts'
import { CredentialsError } from './cluster-errors.ts'

const answered = (status: number, body: unknown = { message: 'no' }) =>
  Promise.reject(new ApiException(status, 'no', body, {}))

describe('askCluster', () => {
  it('returns what is answered', async () => assert.equal(await askCluster('ask', Promise.resolve(7)), 7))

  it('says what was tried, and what the API server answered', async () => {
    const refused = askCluster('list Jobs', answered(409))
    await assert.rejects(refused, {
      code: 'DWM_CLUSTER_REFUSED',
      message: 'list Jobs: HTTP 409 no',
      status: 409,
    })
  })

  it('passes on credentials that are not available', async () => {
    const error = new CredentialsError('no credentials')
    await assert.rejects(askCluster('ask', Promise.reject(error)), error)
  })

  it('says that a server does not answer, why, and what helps against a certificate', async () => {
    const away = (error: unknown) => askCluster('ask', Promise.reject(error))
    const inner = Object.assign(new Error('self-signed'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
    const cases = [
      [new Error('fetch failed', { cause: inner }), /answer \(self-signed: set certificate-authority/],
      [new Error('fetch failed', { cause: new Error('') }), /answer \(fetch failed\)/],
      [new Error('fetch failed', { cause: 'x' }), /answer \(fetch failed\)/],
      ['odd', /answer \(odd\)/],
    ] as const
    for (const [error, message] of cases)
      await assert.rejects(away(error), { code: 'DWM_CLUSTER_AWAY', message })
  })
})

describe('askUnlessMissing', () => {
  it('is undefined for what is not there, and throws anything else', async () => {
    assert.equal(await askUnlessMissing('read', answered(404)), undefined)
    await assert.rejects(askUnlessMissing('read', answered(403)), { status: 403 })
    await assert.rejects(askUnlessMissing('read', Promise.reject(new Error('away'))), /away/)
  })
})

describe('refusal', () => {
  it('says what to do about what is not allowed', () => {
    const said = (status: number, message: string) => refusal('ask', status, message).message
    assert.match(said(401, 'Unauthorized'), /HTTP 401 Unauthorized: the credentials .* have expired/)
    assert.match(said(403, 'jobs is forbidden'), /forbidden; see the Role dwmops-operator/)
    assert.match(said(403, 'User "system:anonymous" cannot'), /no credentials were sent/)
    assert.equal(said(500, ''), 'ask: HTTP 500')
  })
})

describe('messageOf', () => {
  it('is that of a Status, as text or object, and nothing of anything else', () => {
    assert.deepEqual(['{"message":"no"}', { message: 'no' }, '<html>', 'null', undefined, 7].map(messageOf), [
      ...['no', 'no', '', '', '', ''],
    ])
  })
})
