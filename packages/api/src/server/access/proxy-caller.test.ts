import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Secret } from '@dwmops/fleet'
import { proxyCaller } from './proxy-caller.ts'

const settings = {
  apiProxyUserHeader: 'x-user',
  apiProxyGroupsHeader: 'x-groups',
  apiProxyRoles: { '*': 'reader', ops: 'operator', marketing: 'editor' },
}

function caller(
  headers: Record<string, string>,
  { remoteAddress = '127.0.0.1', ...more }: Record<string, unknown> = {},
) {
  return proxyCaller({ headers, socket: { remoteAddress } } as never, { ...settings, ...more } as never)
}

describe('proxyCaller', () => {
  it('gives a person the greatest role of their groups', () => {
    assert.deepEqual(caller({ 'x-user': 'ann', 'x-groups': 'marketing, ops' }), {
      who: 'ann',
      role: 'operator',
      via: 'proxy',
    })
    assert.equal(caller({ 'x-user': 'ann', 'x-groups': 'others' })?.role, 'reader')
  })

  it('knows nobody without a name, without a role, or where no proxy is set', () => {
    assert.equal(caller({ 'x-groups': 'ops' }), undefined)
    assert.equal(
      caller({ 'x-user': 'ann', 'x-groups': 'toString' }, { apiProxyRoles: { ops: 'operator' } }),
      undefined,
    )
    assert.equal(caller({ 'x-user': 'ann' }, { apiProxyUserHeader: undefined }), undefined)
  })

  it('believes headers without a secret only from within the pod', () => {
    assert.equal(caller({ 'x-user': 'ann' }, { remoteAddress: '10.0.0.9' }), undefined)
  })

  it('believes a proxy from anywhere that knows the secret, and none that does not', () => {
    const known = { apiProxySecret: new Secret('secret-word'), remoteAddress: '10.0.0.9' }
    assert.equal(caller({ 'x-user': 'ann', 'x-dwm-proxy-secret': 'secret-word' }, known)?.who, 'ann')
    assert.equal(caller({ 'x-user': 'ann', 'x-dwm-proxy-secret': 'another' }, known), undefined)
    assert.equal(caller({ 'x-user': 'ann' }, { ...known, remoteAddress: '127.0.0.1' }), undefined)
  })
})
