import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, it } from 'node:test'
import { inspect } from 'node:util'
import { ClusterSetupError } from './cluster-errors.ts'
import { loadKubeconfig } from './kubeconfig.ts'

describe('loadKubeconfig', () => {
  it('names a file that cannot be read, and quotes none of it', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'dwmops-kubeconfig-'))
    const file = path.join(folder, 'config')
    writeFileSync(file, 'users:\n- name: me\n  user:\n    token: sha256~not-to-be-seen\n   broken: [\n')
    const before = process.env['KUBECONFIG']
    process.env['KUBECONFIG'] = file
    try {
      assert.throws(loadKubeconfig, (error) => {
        assert.ok(error instanceof ClusterSetupError)
        assert.ok(error.message.includes(file))
        assert.doesNotMatch(inspect(error, { depth: 9 }), /not-to-be-seen/)
        return true
      })
    } finally {
      if (before === undefined) delete process.env['KUBECONFIG']
      else process.env['KUBECONFIG'] = before
      rmSync(folder, { recursive: true })
    }
  })
})
