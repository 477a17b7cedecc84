import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { describe, it } from 'node:test'
import { repository } from './support/kube-manifests.ts'

const script = path.join(repository, 'k8s/components/replicate/replicate.sh')
const allowed = {
  ENVIRONMENT: 'dev',
  MONGODB_URL: 'mongodb://mongodb:27017',
  SOURCE_MONGODB_URL: 'mongodb://reader:secret@db1.example.com,db2.example.com:27018/?replicaSet=rs0',
}

/** Runs the script where there is no mongodump: whatever passes the guard ends with 127. */
function replicate(settings: Record<string, string>) {
  const env = { PATH: '/usr/bin:/bin', ...allowed, ...settings }
  const { status, stdout } = spawnSync('bash', [script], { env, encoding: 'utf8' })
  return { status, stdout }
}

describe('replicate', () => {
  for (const [why, settings] of [
    ['a target that is not dev', { ENVIRONMENT: 'prod' }],
    ['a target whose environment nobody told', { ENVIRONMENT: '' }],
    ['a target on a host of the source', { MONGODB_URL: 'mongodb://writer:x@DB1.example.com/?w=1' }],
    [
      'a target with one host of the source among others',
      { MONGODB_URL: 'mongodb://a.example.com,db2.example.com:27018' },
    ],
    ['no source', { SOURCE_MONGODB_URL: '' }],
  ] as const) {
    it(`refuses ${why}, and tells no password`, () => {
      const { status, stdout } = replicate(settings)
      assert.equal(status, 2)
      assert.match(stdout, /"msg":"replicate refused"/)
      assert.doesNotMatch(stdout, /secret/)
    })
  }

  it('goes on to another host, or another port of one', () => {
    assert.notEqual(replicate({}).status, 2)
    assert.notEqual(replicate({ MONGODB_URL: 'mongodb://db2.example.com:27019' }).status, 2)
  })
})
