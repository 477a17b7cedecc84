import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, it } from 'node:test'
import { pidNamespace, processIdentity } from './process-identity.ts'

describe('processIdentity', () => {
  it('stays the same while a process lives, and is another for another one', async () => {
    const child = spawn('sleep', ['600'])
    const pid = child.pid ?? -1
    const identity = processIdentity(pid)
    try {
      assert.ok(identity?.startsWith(`${pidNamespace()}-${pid}-`))
      assert.equal(processIdentity(pid), identity)
      assert.notEqual(processIdentity(process.pid), identity)
    } finally {
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
    assert.equal(processIdentity(pid), undefined)
  })
})
