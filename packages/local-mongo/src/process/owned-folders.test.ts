import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, it } from 'node:test'
import { startLocalMongo } from '../start-local-mongo.ts'
import { endOwner, processesNaming, startOwner, workFoldersOf } from '../testing.ts'
import { processIdentity } from './process-identity.ts'
import { waitUntil } from './wait-until.ts'

describe('the end of the process that owns a database', () => {
  it('by SIGTERM stops the database and leaves nothing', async () => {
    const owner = await startOwner()
    assert.equal(owner.folders.length, 1)
    assert.equal(await endOwner(owner, 'SIGTERM'), 0)
    assert.deepEqual(await workFoldersOf(owner.identity), [])
    assert.deepEqual(await processesNaming(owner.folders), [])
  })

  it('by SIGKILL ends its servers, and the next start removes its folder', async () => {
    const owner = await startOwner()
    assert.equal((await processesNaming(owner.folders)).length > 1, true)
    assert.equal(await endOwner(owner, 'SIGKILL'), 'SIGKILL')
    await waitUntil('its servers have ended', async () => (await processesNaming(owner.folders)).length === 0)

    const mongo = await startLocalMongo({ flavour: 'ferretdb' })
    const left = await workFoldersOf(owner.identity)
    await mongo.stop()
    assert.deepEqual(left, [])
  })

  it('without a stop is not held up by the database, and removes it', async () => {
    const module = JSON.stringify(new URL('../index.ts', import.meta.url).href)
    const script = `const { startLocalMongo } = await import(${module}); await startLocalMongo({ flavour: 'ferretdb' })`
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: 'inherit' })
    const identity = processIdentity(child.pid ?? -1)
    const [exitCode] = await once(child, 'exit')
    assert.equal(exitCode, 0)
    assert.deepEqual(await workFoldersOf(identity), [])
  })
})
