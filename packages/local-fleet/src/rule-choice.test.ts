import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { chooseRules, ruleLines } from './rule-choice.ts'

const config = (configName: string) => ({
  configName,
  fields: { country: { lookup: ['normLookup'], derive: {} }, nickName: { lookup: [], derive: {} } },
  userDefinedFunctions: {},
  history: {
    writeContactHistory: true,
    returnHistoryId: false,
    returnHistoryField: 'historyId',
    histIdField: { name: 'ContactID', value: 'ContactID' },
  },
})

async function files(t: TestContext, rules: string, configs: unknown) {
  const folder = await mkdtemp(path.join(tmpdir(), 'rules-'))
  t.after(() => rm(folder, { recursive: true }))
  const options = { rules: path.join(folder, 'rules.json'), config: path.join(folder, 'config.json') }
  await writeFile(options.rules, rules)
  await writeFile(options.config, JSON.stringify(configs))
  return options
}

describe('chooseRules', () => {
  it('washes other contacts than the benchmark by neutral packs, unless --starter au is said', async () => {
    assert.equal((await chooseRules({})).configName, 'Real_Contacts_AU')
    const own = await chooseRules({ contacts: 'mine.csv' })
    assert.equal(own.configName, 'Neutral')
    assert.deepEqual([own.findings, own.unknownFields], [[], []])
    assert.match(ruleLines(own)[0] ?? '', /neutral packs/)
    assert.equal((await chooseRules({ seedContacts: 3 })).configName, 'Neutral')
    const named = await chooseRules({ contacts: 'mine.csv', starter: 'au' })
    assert.match(ruleLines(named)[0] ?? '', /starter au .*Australian/)
  })

  it('takes the name of the only config, and a file with a byte order mark', async (t) => {
    const { configName } = await chooseRules(await files(t, '\uFEFF{}', config('Mine')))
    assert.equal(configName, 'Mine')
  })

  it('asks which of several configs', async (t) => {
    const options = await files(t, '{}', [config('One'), config('Two')])
    await assert.rejects(
      chooseRules(options),
      /config\.json: holds 2 configs; say which: --config-name \(One, Two\)/,
    )
    assert.equal((await chooseRules({ ...options, configName: 'Two' })).configName, 'Two')
    await assert.rejects(chooseRules({ ...options, configName: 'Three' }), /has no config Three/)
  })

  it('names file and line of what is no JSON, and a rule that is no object', async (t) => {
    await assert.rejects(chooseRules(await files(t, '{\n"a":\n', config('Mine'))), /rules\.json, line \d/)
    const rules = JSON.stringify({ normLookup: [{}, 1] })
    await assert.rejects(chooseRules(await files(t, rules, config('Mine'))), /rules\.json: normLookup #1/)
  })

  it('says which rules these are, and what they cannot do', async (t) => {
    const rules = {
      normLookups: [],
      normLookup: [
        { fieldName: 'country', find: 'usa', replace: 'US' },
        { fieldName: 'land', find: 'USA', replace: 'US' },
      ],
    }
    const choice = await chooseRules(await files(t, JSON.stringify(rules), config('Mine')))
    const lines = ruleLines(choice).join('\n')
    assert.match(lines, /^rules: .*rules\.json/)
    assert.match(lines, /unknown-collection: normLookups/)
    assert.match(lines, /uncleaned-find/)
    assert.match(lines, /warning unused-rule: normLookup #1: no config asks normLookup for land/)
    assert.match(lines, /contacts have no field nickName/)
  })
})
