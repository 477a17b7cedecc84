import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { compileWasher, lintRules } from '@dwmops/core'
import { addPack } from './add-pack.ts'
import { emptyConfig, neutralRules } from './neutral-rules.ts'
import { packNames, readPack } from './pack.ts'
import { effects } from './testing/effects.ts'

type Fields = Readonly<Record<string, string>>

async function washerOf(name: (typeof packNames)[number]) {
  const { rules, config } = addPack({}, emptyConfig('Test', 'id'), await readPack(name))
  const washer = compileWasher(rules, config)
  assert.deepEqual(washer.problems, [])
  return (fields: Fields): Fields => {
    const result = washer.wash({ id: '1', ...fields }, 0)
    if (!result.ok) assert.fail(result.error.reason)
    const { id, ...record } = result.record
    return record as Fields
  }
}

for (const name of packNames) {
  describe(`pack ${name}`, () => {
    it('changes what it is for, and nothing of that a second time', async () => {
      const wash = await washerOf(name)
      assert.ok(effects[name].changes.length > 0)
      for (const [before, after] of effects[name].changes) {
        const washed = wash(before)
        assert.deepEqual(washed, { ...before, ...after })
        assert.deepEqual(wash(washed), washed)
      }
    })

    it('leaves alone what is right, here or elsewhere', async () => {
      const wash = await washerOf(name)
      assert.ok(effects[name].keeps.length > 0)
      for (const record of effects[name].keeps) assert.deepEqual(wash(record), record)
    })

    it('has no result that is washed again to something else', async () => {
      const wash = await washerOf(name)
      const { rules } = await readPack(name)
      for (const documents of Object.values(rules)) {
        for (const { fieldName, find, lookupVals, replace, value } of documents) {
          const field = String(fieldName)
          const sources = (lookupVals ?? {}) as Fields
          const result = String(value ?? replace ?? '').replaceAll(/\\\d/g, '7')
          const once = wash({ ...sources, [field]: String(find ?? sources[field] ?? result) })
          assert.deepEqual(wash(once), once)
        }
      }
    })

    it('is clean by lint', async () => {
      const { rules, config } = addPack({}, emptyConfig('Test', 'id'), await readPack(name))
      assert.deepEqual(lintRules(rules, [config]), [])
    })
  })
}

describe('neutralRules', () => {
  it('is clean by lint', async () => {
    const { rules, config } = await neutralRules('ContactID')
    assert.deepEqual(lintRules(rules, [config]), [])
  })
})
