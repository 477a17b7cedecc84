import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { runCommand } from '../process/run-command.ts'
import { fetchDebianPackages } from './debian-packages.ts'

describe('fetchDebianPackages', () => {
  let parent: string
  before(async () => {
    parent = await mkdtemp(join(tmpdir(), 'dwmops-debian-test-'))
  })
  after(() => rm(parent, { recursive: true, force: true }))

  it('unpacks a package of another suite, and takes it from the folder the next time', async () => {
    const lines: string[] = []
    const wanted = {
      suite: 'sid',
      packages: ['hello'],
      into: join(parent, 'hello'),
      progress: (line: string) => lines.push(line),
    }
    const folder = await fetchDebianPackages({ ...wanted, witnesses: ['usr/bin/hello'] })
    assert.match(await runCommand('head', ['-c4', join(folder, 'usr/bin/hello')]), /ELF/)
    const said = lines.length
    await fetchDebianPackages(wanted)
    assert.equal(lines.length, said)
  })

  it('says what apt said when there is no such package, and leaves no folder', async () => {
    const wanted = { suite: 'sid', packages: ['no-such-package-at-all'], into: join(parent, 'none') }
    await assert.rejects(fetchDebianPackages(wanted), {
      code: 'LOCAL_MONGO_COMMAND_FAILED',
      message: /Unable to locate/,
    })
    assert.deepEqual(
      (await readdir(parent)).filter((name) => name.startsWith('none')),
      [],
    )
  })
})
