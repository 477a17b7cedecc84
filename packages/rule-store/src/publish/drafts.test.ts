import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testMongo } from '@dwmops/local-mongo/testing'
import { DraftNotFoundError, PublishConflictError } from '../errors.ts'
import { openRuleStore } from '../rule-store.ts'
import { lookups, restoreDump, ruleSet, withoutIds } from '../testing.ts'

const bed = testMongo()
const who = { who: 'ann' }

async function withDraft() {
  const db = bed.fresh()
  await restoreDump(db, ruleSet({ genericLookup: lookups('A') }))
  const store = openRuleStore(db)
  await store.ensureIndexes()
  const set = ruleSet({ genericLookup: lookups('A', 'B') })
  const { basis } = await store.drafts.ground()
  const draft = await store.drafts.keep(set, { ...who, note: 'one more', basis })
  return { db, store, set, draft }
}

describe('drafts', () => {
  it('change nothing until they are published, as a whole and with their note', async () => {
    const { store, set, draft } = await withDraft()
    assert.equal((await store.exportSet()).rules.genericLookup.length, 1)
    assert.deepEqual(await store.drafts.list(), [draft])
    assert.deepEqual(withoutIds(await store.drafts.set(draft.id)), withoutIds(set))
    const { version } = await store.drafts.publish(draft.id, who)
    assert.deepEqual(withoutIds(await store.exportSet()), withoutIds(set))
    assert.equal((await store.versions(1))[0]?.note, 'one more')
    assert.equal((await store.versions(1))[0]?.version, version)
    assert.deepEqual(await store.drafts.list(), [])
  })

  it('are not published over rules that somebody changed meanwhile', async () => {
    const { db, store, draft } = await withDraft()
    await db.collection('genericLookup').insertOne({ find: 'C', replace: 'c' })
    await assert.rejects(store.drafts.publish(draft.id, who), PublishConflictError)
    assert.equal((await store.drafts.list()).length, 1)
  })

  it('are not published over rules that changed while they were made', async () => {
    const db = bed.fresh()
    await restoreDump(db, ruleSet({ genericLookup: lookups('A') }))
    const store = openRuleStore(db)
    await store.ensureIndexes()
    const { set, basis } = await store.drafts.ground()
    await db.collection('genericLookup').insertOne({ find: 'C', replace: 'c' })
    const { id } = await store.drafts.keep(set, { ...who, basis })
    await assert.rejects(store.drafts.publish(id, who), PublishConflictError)
  })

  it('are thrown away once', async () => {
    const { store, draft } = await withDraft()
    assert.equal(await store.drafts.drop(draft.id), true)
    assert.equal(await store.drafts.drop(draft.id), false)
    await assert.rejects(store.drafts.set(draft.id), DraftNotFoundError)
  })
})
