import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, it } from 'node:test'
import { root } from '@dwmops/local-fleet'
import { missingCommandOf, missingIn } from './machine.ts'

describe('missingCommandOf', () => {
  const has =
    (...commands: string[]) =>
    (command: string) =>
      commands.includes(command)

  it('names the command that a file needs and the machine has not', () => {
    assert.equal(missingCommandOf('test/k8s/cron-jobs.test.ts', has('apt-get')), 'kubectl')
    assert.equal(missingCommandOf('test/k8s/cron-jobs.test.ts', has('kubectl')), undefined)
    assert.equal(missingCommandOf('packages/mongo-queue/src/claim/claim.test.ts', has()), undefined)
  })
})

/** No root, no apt, no go: its PATH has all of this machine's commands but these. */
const withheld = ['apt-get', 'sudo', 'kubectl', 'chromium-headless-shell', 'buildah', 'podman', 'runc', 'go']

describe('.ci/install-tools on a machine that can have little', () => {
  const bin = mkdtempSync(path.join(tmpdir(), 'dwmops-bin-'))
  after(() => rmSync(bin, { recursive: true, force: true }))
  for (const folder of (process.env['PATH'] ?? '').split(':').filter(existsSync)) {
    for (const command of readdirSync(folder)) {
      const link = path.join(bin, command)
      if (!withheld.includes(command) && !existsSync(link)) symlinkSync(path.join(folder, command), link)
    }
  }

  it('names each tool that is missing with its reason, and ends well', () => {
    const { status, stdout, stderr } = spawnSync('/bin/bash', ['.ci/install-tools'], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, PATH: bin },
    })
    assert.equal(status, 0, stderr)
    const missing = missingIn(stdout)
    const tools = missing.map(({ tool }) => tool)
    for (const tool of ['kubectl', 'chromium', 'images', 'go'])
      assert.ok(tools.includes(tool), `${tool} in ${tools}`)
    for (const { tool, reason } of missing) assert.ok(reason.length > 10, `${tool}: ${reason}`)
  })
})
