import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { pidNamespace, processIdentity } from './process-identity.ts'
import { makeWorkFolder, removeWorkFolder, sweepWorkFolders } from './work-folder.ts'

/** As another process of this machine would have made it. */
async function folderOf(identity: string): Promise<string> {
  const folder = join(tmpdir(), `dwmops-mongo-${identity}-${process.pid}test`)
  await mkdir(folder)
  return folder
}

describe('removeWorkFolder', () => {
  it('ends what runs in the folder or below it, and removes it', async () => {
    const folder = await makeWorkFolder('disk')
    await mkdir(join(folder, 'below'))
    const children = [folder, join(folder, 'below')].map((cwd) => spawn('sleep', ['600'], { cwd }))
    const ended = Promise.all(children.map((child) => once(child, 'exit')))
    await removeWorkFolder(folder)
    assert.deepEqual(
      (await ended).map(([, signal]) => signal),
      ['SIGKILL', 'SIGKILL'],
    )
    assert.equal(existsSync(folder), false)
  })
})

describe('sweepWorkFolders', () => {
  it('removes the folders of processes that are no more, and no others', async () => {
    const [, , startedAt] = (processIdentity(process.pid) ?? '').split('-')
    const own = await makeWorkFolder('disk')
    const ofAnotherContainer = await folderOf(`1-${process.pid}-${startedAt}`)
    // the number has been given to another process since
    const left = await folderOf(`${pidNamespace()}-${process.pid}-${Number(startedAt) - 1}`)
    try {
      assert.ok((await sweepWorkFolders()).includes(left))
      assert.deepEqual([own, ofAnotherContainer, left].map(existsSync), [true, true, false])
    } finally {
      for (const folder of [own, ofAnotherContainer]) await rm(folder, { recursive: true })
    }
  })
})
