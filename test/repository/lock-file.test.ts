import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, it } from 'node:test'
import { root } from '@dwmops/local-fleet'

const lockFile = path.join(root, 'package-lock.json')

describe('the check of the lock file', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dwmops-lock-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  const check = (file: string) =>
    spawnSync(process.execPath, ['.ci/check-lock.ts', file], { cwd: root, encoding: 'utf8' })

  it('finds a hash of every package', () => {
    const { status, stderr } = check(lockFile)
    assert.deepEqual([status, stderr], [0, ''])
  })

  for (const integrity of [undefined, 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=']) {
    it(`fails where one is ${integrity === undefined ? 'missing' : 'weak'}, and names the package`, () => {
      const lock = JSON.parse(readFileSync(lockFile, 'utf8'))
      lock.packages['node_modules/zod'].integrity = integrity
      const changed = path.join(folder, 'package-lock.json')
      writeFileSync(changed, JSON.stringify(lock))
      const { status, stderr } = check(changed)
      assert.equal(status, 1)
      assert.match(stderr, /no SHA-512 hash of node_modules\/zod\n/)
    })
  }
})
