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
    const broken = 'users:\n- name: me\n  user:\n    token: sha256~not-to-be-seen\n   broken: [\n'
    withKubeconfigs({ config: broken }, ['config'], (folder) => {
      assert.throws(loadKubeconfig, (error) => {
        assert.ok(error instanceof ClusterSetupError)
        assert.ok(error.message.includes(path.join(folder, 'config')))
        assert.doesNotMatch(inspect(error, { depth: 9 }), /not-to-be-seen/)
        return true
      })
    })
  })

  it('takes a file of comments, or of nulls, for none', () => {
    const nulls = 'apiVersion: v1\nclusters: null\ncontexts: null\ncurrent-context: ""\nusers: null\n'
    const files = { comment: '---\n# mine\n\n  # not yet\n', nulls, config: 'current-context: dev\n' }
    withKubeconfigs(files, ['comment', 'nulls', 'config'], () =>
      assert.equal(loadKubeconfig()?.getCurrentContext(), 'dev'),
    )
  })

  it('reads the token of a user from its file beside the kubeconfig, where that is there', () => {
    const users = [
      { name: 'a', user: { tokenFile: 'token', token: 'old' } },
      { name: 'b', user: { tokenFile: 'missing', token: 'own' } },
      { name: 'c', user: { token: 'plain' } },
    ]
    withKubeconfigs({ token: 'from the file\n', config: JSON.stringify({ users }) }, ['config'], () =>
      assert.deepEqual(
        loadKubeconfig()?.users.map(({ token }) => token),
        ['from the file', 'own', 'plain'],
      ),
    )
  })
})

/** Works with these files in a folder, some of them named by KUBECONFIG. */
function withKubeconfigs(
  files: Readonly<Record<string, string>>,
  named: readonly string[],
  work: (folder: string) => void,
): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'dwmops-kubeconfig-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text)
  const before = process.env['KUBECONFIG']
  process.env['KUBECONFIG'] = named.map((name) => path.join(folder, name)).join(path.delimiter)
  try {
    work(folder)
  } finally {
    if (before === undefined) delete process.env['KUBECONFIG']
    else process.env['KUBECONFIG'] = before
    rmSync(folder, { recursive: true })
  }
}
