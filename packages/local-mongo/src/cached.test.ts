import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { cached } from './cached.ts'

describe('cached', () => {
  let parent: string
  before(async () => {
    parent = await mkdtemp(join(tmpdir(), 'dwmops-cached-test-'))
  })
  after(() => rm(parent, { recursive: true, force: true }))
  const visible = async () => (await readdir(parent)).filter((name) => !name.startsWith('.'))

  it('fills the folder once and then leaves it alone', async () => {
    let fills = 0
    const entry = {
      folder: join(parent, 'once'),
      witnesses: ['file'],
      fill: async (into: string) => {
        fills += 1
        await writeFile(join(into, 'file'), 'content')
      },
    }
    assert.equal(await cached(entry), entry.folder)
    await cached(entry)
    assert.equal(fills, 1)
    assert.equal(await readFile(join(entry.folder, 'file'), 'utf8'), 'content')
  })

  it('lets one of several processes fill it while the others wait', async () => {
    const log = join(parent, '.log')
    const module = JSON.stringify(new URL('./cached.ts', import.meta.url).href)
    const script = `
      import { appendFile, writeFile } from 'node:fs/promises'
      import { setTimeout } from 'node:timers/promises'
      const { cached } = await import(${module})
      await cached({ folder: process.argv[1], witnesses: ['file'], fill: async (into) => {
        await appendFile(process.argv[2], 'filled ')
        await setTimeout(300)
        await writeFile(into + '/file', 'content')
      } })`
    const parameters = ['--input-type=module', '--eval', script, join(parent, 'shared'), log]
    const children = [1, 2, 3].map(() => spawn(process.execPath, parameters, { stdio: 'inherit' }))
    const exits = await Promise.all(children.map((child) => once(child, 'exit')))
    assert.deepEqual(
      exits.map(([exitCode]) => exitCode),
      [0, 0, 0],
    )
    assert.equal(await readFile(log, 'utf8'), 'filled ')
  })

  it('makes anew what lacks a witness, and removes what a killed process left', async () => {
    await mkdir(join(parent, 'damaged'))
    await mkdir(join(parent, 'damaged.unfinished-abc'))
    const fill = (into: string) => writeFile(join(into, 'file'), 'whole')
    await cached({ folder: join(parent, 'damaged'), witnesses: ['file'], fill })
    assert.equal(await readFile(join(parent, 'damaged/file'), 'utf8'), 'whole')
    assert.equal((await visible()).includes('damaged.unfinished-abc'), false)
  })

  it('leaves nothing of a fill that failed, and does not hold the lock after it', async () => {
    const folder = join(parent, 'failing')
    const fill = async (into: string) => {
      await writeFile(join(into, 'half'), '')
      throw new Error('out of luck')
    }
    await assert.rejects(cached({ folder, witnesses: [], fill }), /out of luck/)
    assert.deepEqual(
      (await visible()).filter((name) => name.startsWith('failing')),
      [],
    )
    await cached({ folder, witnesses: [], fill: async () => {} })
  })
})
