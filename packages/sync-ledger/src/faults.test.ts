import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { LedgerEntry } from './index.ts'
import { definitionUri, ledgerForTests } from './testing.ts'

const tests = ledgerForTests()

describe('a ledger whose database breaks off', () => {
  it('ends with each sync written down once, in its last state', async (context) => {
    if (tests.mongo().flavour === 'given') return context.diagnostic('a given database is left alone')
    const ledger = tests.open()
    const follow = async (number: number): Promise<LedgerEntry> => {
      const id = `entry-${number}`
      await ledger.plan({ id, kind: 'import', definitionUri })
      await ledger.started(id, `/syncs/${number}`)
      return ledger.ended(id, { status: 'success', counts: { number } })
    }
    const following = Array.from({ length: 40 }, async (_, number) => {
      if (number === 20) await tests.mongo().cutConnections()
      return follow(number)
    })
    const ended = await Promise.all(following)
    assert.ok(ended.every(({ state }) => state === 'ended'))
    assert.equal(await tests.stored().countDocuments(), 40)
    assert.equal((await ledger.usedInLastHour()).import.used, 40)
  })
})
