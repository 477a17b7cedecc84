import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openLedger } from '@dwmops/sync-ledger'
import { testDatabase } from '../testing/test-database.ts'

describe('dwm syncs', () => {
  const database = testDatabase()

  async function journal() {
    const { dwm, db } = database.fresh()
    const exports = openLedger(db, { stage: 'get-contacts' })
    const imports = openLedger(db, { stage: 'post-contacts' })
    await exports.ensureIndexes()
    const ended = await exports.plan({ kind: 'export', definitionUri: '/contacts/exports/12' })
    await exports.started(ended.id, '/syncs/389')
    await exports.ended(ended.id, { status: 'success', counts: { rows: 7 } })
    await imports.plan({ kind: 'import', definitionUri: '/contacts/imports/13' })
    return { dwm, ended }
  }

  it('lists syncs newest first, and what is used of the hour', async () => {
    const { dwm } = await journal()
    const { code, out } = await dwm('syncs', 'ls')
    assert.equal(code, 0)
    assert.match(
      out,
      /^id .*\n.* post-contacts +import +planned .*\n.* get-contacts +export +ended +\/syncs\/389 +success /,
    )
    assert.match(out, /^export syncs in the last hour: 1$/m)
    const { syncs, usedInLastHour } = JSON.parse((await dwm('syncs', 'ls', '--json')).out)
    assert.deepEqual([syncs.length, usedInLastHour.import.used, usedInLastHour.action.used], [2, 1, 0])
  })

  it('lists those of a stage or in a state alone', async () => {
    const { dwm } = await journal()
    const listed = async (...args: string[]) =>
      JSON.parse((await dwm('syncs', 'ls', '--json', ...args)).out).syncs.map(
        (one: { stage: string }) => one.stage,
      )
    assert.deepEqual(await listed('--stage', 'get-contacts'), ['get-contacts'])
    assert.deepEqual(await listed('--state', 'planned'), ['post-contacts'])
    assert.deepEqual(await listed('--limit', '1'), ['post-contacts'])
    const wrong = await dwm('syncs', 'ls', '--state', 'gone')
    assert.deepEqual([wrong.code, wrong.out], [2, ''])
    assert.match(wrong.err, /^dwm: .*Allowed choices are planned, started, ended, abandoned\.\n$/)
  })

  it('shows one by its id or its number in Eloqua', async () => {
    const { dwm, ended } = await journal()
    assert.match((await dwm('syncs', 'show', '389')).out, /^status +"success"$/m)
    assert.equal(JSON.parse((await dwm('syncs', 'show', ended.id, '--json')).out).syncUri, '/syncs/389')
    const { code, err } = await dwm('syncs', 'show', '390')
    assert.deepEqual([code, err], [2, 'dwm: no sync with id 390: see dwm syncs ls\n'])
  })
})
