import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { withFileLock } from './file-lock.ts'

describe('withFileLock', () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dwmops-lock-test-'))
  })
  after(() => rm(folder, { recursive: true, force: true }))

  it('lets one work at a time, and the next one when the first has failed', async () => {
    const file = join(folder, 'one-at-a-time')
    let working = 0
    const work = async () => {
      working += 1
      assert.equal(working, 1)
      await new Promise((resolve) => setImmediate(resolve))
      working -= 1
      throw new Error('failed')
    }
    const all = await Promise.allSettled([1, 2, 3].map(() => withFileLock(file, () => {}, work)))
    const reasons = all.map((one) => (one.status === 'rejected' ? one.reason.message : 'done'))
    assert.deepEqual(reasons, ['failed', 'failed', 'failed'])
  })

  it('says that it waits', async () => {
    const file = join(folder, 'long')
    const heard = Promise.withResolvers<void>()
    await withFileLock(
      file,
      () => {},
      async () => {
        const waiting = withFileLock(file, heard.resolve, async () => 'done')
        await heard.promise
        return { waiting }
      },
    ).then(async ({ waiting }) => assert.equal(await waiting, 'done'))
  })
})
