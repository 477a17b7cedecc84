import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ConfigError, RulesError } from '../errors.ts'
import { bareConfig } from '../testing/bare-config.ts'
import { compileWasher } from './washer.ts'

const history = {
  writeContactHistory: true,
  returnHistoryId: true,
  returnHistoryField: 'historyId',
  histIdField: { name: 'id', value: 'mail' },
}

function faultsOf(config: unknown): readonly string[] {
  try {
    compileWasher({}, config)
  } catch (error) {
    if (error instanceof ConfigError) return error.faults
    throw error
  }
  return []
}

describe('compileWasher', () => {
  it('asks for a field to return the id of the history in only where it is returned', () => {
    const settings = { ...history, returnHistoryId: false, returnHistoryField: '' }
    assert.deepEqual(faultsOf({ ...bareConfig({}, {}), history: settings }), [])
  })

  it('names every fault of a config at once', () => {
    const faults = faultsOf({
      fields: {
        a: { lookup: ['genericLookup', 'nearLookup'] },
        b: {
          lookup: [],
          derive: {
            1: { type: 'deriveRegex', fieldSet: ['x', 'y'], options: [] },
            2: { type: 'guess', fieldSet: [], options: ['override'] },
            3: { type: 'copyValue', fieldSet: ['x'] },
          },
        },
      },
      userDefinedFunctions: { beforeDeriveData: { 1: 'CleanShoes' }, beforeLunch: { 1: 'CleanZipcodeUS' } },
      history: { ...history, writeContactHistory: 'yes', histIdField: { name: 'id' } },
      corrections: ['zip-00000', 'dotted-I'],
    })
    assert.deepEqual(faults.map((fault) => fault.split(':')[0]).toSorted(), [
      'configName',
      'corrections',
      'fields.a.derive',
      'fields.a.lookup',
      'fields.b.derive.1.fieldSet',
      'fields.b.derive.2.options',
      'fields.b.derive.2.type',
      'fields.b.derive.3.options',
      'history.histIdField.value',
      'history.writeContactHistory',
      'userDefinedFunctions.beforeDeriveData',
      'userDefinedFunctions.beforeLunch',
    ])
    assert.match(faults.join('\n'), /'nearLookup' is none of genericLookup/)
  })

  it('refuses what is no config and what are no rules', () => {
    assert.throws(() => compileWasher({}, null), ConfigError)
    assert.throws(() => compileWasher([] as never, bareConfig({})), RulesError)
    assert.throws(
      () => compileWasher({ normLookup: {} as never }, bareConfig({})),
      /normLookup: expected a list/,
    )
  })

  it('leaves broken rules out, names them, and washes with the others', () => {
    const washer = compileWasher(
      {
        genericLookup: [
          null,
          { replace: 'x' },
          { find: 'A', replace: 'first' },
          { find: 'A', replace: 'second' },
        ],
        genericRegex: [
          { _id: 7, pattern: '(' },
          { pattern: '^B$', replace: '\\2' },
          { pattern: '^C', replace: 'c' },
        ],
        deriveValue: [{ fieldName: 'a', lookupVals: { y: '1', x: 2 }, value: 'v' }],
      },
      bareConfig({ a: ['genericLookup', 'genericRegex'], b: ['genericRegex'] }),
    )
    assert.deepEqual(
      washer.problems.map(({ code, collection, id }) => `${code} ${collection} ${id}`).toSorted(),
      [
        'RULE_LOOKUPVALS_UNSORTED deriveValue #0',
        'RULE_MALFORMED deriveValue #0',
        'RULE_MALFORMED genericLookup #0',
        'RULE_MALFORMED genericLookup #1',
        'RULE_PATTERN genericRegex 7',
        'RULE_TEMPLATE genericRegex #1',
      ],
    )
    const result = washer.wash({ a: 'a', b: 'cab' }, 0)
    assert.deepEqual(result.ok && result.record, { a: 'first', b: 'cAB' })
  })

  it('finds rules by any element of a list, as the database does', () => {
    const rules = { normLookup: [{ fieldName: ['a', 'b'], find: ['X', 'Y'], replace: 'xy' }] }
    const washer = compileWasher(
      rules,
      bareConfig({ a: ['normLookup'], b: ['normLookup'], c: ['normLookup'] }),
    )
    const result = washer.wash({ a: 'x', b: 'y', c: 'x' }, 0)
    assert.deepEqual(result.ok && result.record, { a: 'xy', b: 'xy', c: 'x' })
  })

  it('names the rule behind every change, and counts what took hold', () => {
    const rules = {
      genericLookup: [{ _id: 'g1', find: 'NONE' }],
      normLookup: [
        { fieldName: 'b', find: 'Z' },
        { _id: 'n2', fieldName: 'b', find: 'SAME', replace: 'same' },
      ],
    }
    const washer = compileWasher(rules, bareConfig({ a: ['genericLookup'], b: ['normLookup'] }))
    const result = washer.wash({ a: 'none', b: 'same' }, 0)
    if (!result.ok) assert.fail()
    assert.deepEqual(
      result.changes.map(({ field, ruleType, ruleId, ruleIndex }) => [field, ruleType, ruleId, ruleIndex]),
      [['a', 'genericLookup', 'g1', 0]],
    )
    assert.deepEqual([result.hits.genericLookup, result.hits.normLookup, result.hits.normRegex], [1, 1, 0])
  })

  it('reads the id before washing, and refuses a name for it that is a washed field', () => {
    const rules = { genericLookup: [{ find: 'NONE', replace: '' }] }
    const config = { ...bareConfig({ mail: ['genericLookup'] }), history }
    const washer = compileWasher(rules, config)
    const result = washer.wash({ mail: 'none' }, 12.9)
    assert.deepEqual(result.ok && result.history, {
      mail: { genericLookup: { from: 'none', to: '' } },
      timestamp: 12,
      id: 'none',
      configName: 'Bare',
      _current: 0,
    })
    assert.equal(washer.history.returnIdField, 'historyId')
    const colliding = { ...config, history: { ...history, histIdField: { name: 'mail', value: 'mail' } } }
    assert.match(faultsOf(colliding).join(), /'mail' holds the changes of that field/)
    for (const name of ['$id', 'a.id']) {
      const unstorable = { ...config, history: { ...history, histIdField: { name, value: 'mail' } } }
      assert.match(faultsOf(unstorable).join(), /is no key that a database takes/)
    }
  })

  it('leaves a US zip without leading digits alone when corrected', () => {
    const functions = { beforeDeriveData: { 1: 'CleanZipcodeUS' } }
    const zipOf = (corrections: string[]) => {
      const config = { ...bareConfig({}), userDefinedFunctions: functions, corrections }
      const result = compileWasher({}, config).wash({ country: 'US', zipPostalCode: 'N/A' }, 0)
      return result.ok && result.record['zipPostalCode']
    }
    assert.equal(zipOf([]), '00000')
    assert.equal(zipOf(['zip-00000']), 'N/A')
  })

  it('fails what is no record or has no id', () => {
    const washer = compileWasher({}, { ...bareConfig({}), history })
    const codes = [null, 'text', [], { other: 1 }].map((record) => {
      const result = washer.wash(record as never, 0)
      return result.ok ? 'ok' : result.error.code
    })
    assert.deepEqual(codes, ['NOT_A_RECORD', 'NOT_A_RECORD', 'NOT_A_RECORD', 'NO_ID'])
  })

  it('fails a value that a pattern cannot decide in a bounded number of steps, names the rule, and goes on', () => {
    const rules = { normRegex: [{ _id: 'doubled', fieldName: 'a', pattern: '(.+)\\1X', replace: '' }] }
    const washer = compileWasher(rules, { ...bareConfig({ a: ['normRegex'] }), history })
    const a = `${'AB'.repeat(4_000)}X${'AB'.repeat(900)}`
    const result = washer.wash({ mail: 'm', a }, 0)
    if (result.ok) assert.fail('washed')
    assert.deepEqual(result.error, {
      code: 'TOO_COSTLY',
      id: 'm',
      field: 'a',
      rule: 'normRegex',
      reason: 'the pattern of normRegex doubled needs too many steps for this value',
    })
    assert.equal(washer.wash({ mail: 'm', a: 'ABABX' }, 0).ok, true)
  })

  it('fails the record alone when something throws in the middle of it', () => {
    const [one, other]: Record<string, unknown>[] = [{}, {}]
    Object.assign(one ?? {}, { self: one })
    Object.assign(other ?? {}, { self: other })
    const step = { type: 'copyValue', fieldSet: ['b'], options: ['overwrite'] }
    const washer = compileWasher({}, bareConfig({}, { a: { 1: step } }))
    const result = washer.wash({ ContactID: 7, a: one, b: other }, 0)
    if (result.ok) assert.fail('washed')
    const { reason, ...facts } = result.error
    assert.deepEqual(facts, { code: 'ENGINE_FAULT', id: 7, field: 'a', rule: undefined })
    assert.match(reason, /^a fault of the engine: RangeError at same-value\.ts:\d+$/)
    assert.equal(washer.wash({ ContactID: 8, a: '', b: 'B' }, 0).ok, true)
  })

  it('takes keys of object prototypes as plain names, in records, rules and config', () => {
    const parse = (text: string) => JSON.parse(text)
    const rules = parse(
      '{"__proto__": [1], "normLookup": [{"__proto__": {"find": "X"}, "fieldName": "__proto__", "find": "CONSTRUCTOR", "replace": "washed"}], "deriveValue": [{"fieldName": "constructor", "lookupVals": {"__proto__": "WASHED"}, "value": "derived"}]}',
    )
    const fields = parse(
      '{"__proto__": {"lookup": ["normLookup"], "derive": {}}, "constructor": {"lookup": [], "derive": {"1": {"type": "deriveValue", "fieldSet": ["__proto__"], "options": ["overwrite"]}}}, "toString": {"lookup": ["normLookup"], "derive": {}}}',
    )
    const washer = compileWasher(rules, { ...bareConfig({}), fields, history })
    const record = parse('{"mail": "m", "__proto__": "constructor", "constructor": "x", "hasOwnProperty": 1}')
    const result = washer.wash(record, 0)
    if (!result.ok) assert.fail(result.error.reason)
    assert.equal(
      JSON.stringify(result.record),
      '{"mail":"m","__proto__":"washed","constructor":"derived","hasOwnProperty":1}',
    )
    assert.deepEqual(Object.keys(result.history ?? {}).toSorted(), [
      '__proto__',
      '_current',
      'configName',
      'constructor',
      'id',
      'timestamp',
    ])
    assert.equal(Object.getPrototypeOf(result.record), Object.prototype)
    assert.equal(({} as Record<string, unknown>)['lookup'], undefined)
    assert.deepEqual(washer.wash({ mail: 'm' }, 0).ok, true)
  })

  it('skips null, and what a rule leaves as null', () => {
    const rules = {
      genericLookup: [{ find: 'A', replace: null }],
      normLookup: [{ fieldName: 'a', find: 'B' }],
    }
    const washer = compileWasher(
      rules,
      bareConfig({ a: ['genericLookup', 'normLookup'], b: ['genericLookup'] }),
    )
    const result = washer.wash({ a: 'a', b: null }, 0)
    assert.deepEqual(result.ok && result.record, { a: null, b: null })
  })
})
