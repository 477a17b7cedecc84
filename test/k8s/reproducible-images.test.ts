import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { copyFileSync, lutimesSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, it } from 'node:test'
import { digestOfBuild, whyNoImages } from '../support/image-tools.ts'
import { repository } from '../support/kube-manifests.ts'

const listed = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate']
const files = execFileSync('git', listed, { cwd: repository, encoding: 'utf8' }).split('\0').filter(Boolean)
const commitTime = 1_770_000_000

describe('an image', { skip: whyNoImages }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dwmops-twice-'))
  after(() => rmSync(folder, { recursive: true, force: true }))

  /** A copy of the sources in the given order of files, with times of its own. */
  function copied(name: string, inOrder: readonly string[], seconds: number): string {
    const copy = path.join(folder, name)
    for (const file of inOrder) {
      const to = path.join(copy, file)
      mkdirSync(path.dirname(to), { recursive: true })
      copyFileSync(path.join(repository, file), to)
      lutimesSync(to, seconds, seconds)
    }
    return copy
  }

  it('has the same digest when it is built again from other copies of the same sources', async () => {
    const copies = [
      copied('one', files, 1_000_000_000),
      copied('other', files.toReversed(), 1_500_000_000),
    ] as const
    const one = await digestOfBuild('api', copies[0], commitTime)
    const other = await digestOfBuild('api', copies[1], commitTime)
    assert.match(one, /^sha256:[0-9a-f]{64}$/)
    assert.equal(other, one)
  })
})
