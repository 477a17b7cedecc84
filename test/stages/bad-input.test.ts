import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { stages } from '@dwmops/fleet'
import { type Fleet, openFleet, programFile, root, type StageRun } from '@dwmops/local-fleet'

const nowhere = 'mongodb://127.0.0.1:1/'

describe('bad input', { concurrency: 4 }, () => {
  let fleet: Fleet
  let folder: string
  before(async () => {
    fleet = await openFleet({ seedContacts: 10 })
    folder = mkdtempSync(path.join(tmpdir(), 'dwmops-bad-input-'))
  })
  after(async () => {
    rmSync(folder, { recursive: true, force: true })
    await fleet.stop()
  })

  for (const { name } of stages) {
    it(`${name} names all missing and malformed settings in one message and exits with 2`, async () => {
      const run = await fleet.run(name, {
        MONGODB_URL: '',
        MAX_RUNTIME_SECONDS: '10abc',
        ENVIRONMENT: 'test',
      })
      assert.equal(run.exitCode, 2)
      const messages = errorMessages(run)
      assert.equal(messages.length, 1, messages.join('\n'))
      for (const setting of ['MONGODB_URL', 'MAX_RUNTIME_SECONDS', 'ENVIRONMENT']) {
        assert.match(messages[0] ?? '', new RegExp(setting))
      }
      assert.doesNotMatch(messages[0] ?? '', /10abc/)
    })

    it(`${name} exits with 3, with one clear line, when the database is unavailable`, async () => {
      const run = await fleet.run(name, { MONGODB_URL: nowhere, PUSHGATEWAY: '' })
      assert.equal(run.exitCode, 3)
      assert.equal(errorMessages(run).length, 1)
    })
  }

  for (const { name } of stages.filter((stage) => stage.readsEloqua && stage.from === 'Eloqua')) {
    it(`${name} exits with 3 when the password is wrong, and never shows it`, async () => {
      const run = await fleet.run(name, { ELOQUA_PASSWORD: 'hunter2-wrong' })
      assert.equal(run.exitCode, 3)
      assert.doesNotMatch(JSON.stringify(run.lines) + run.stderr, /hunter2/)
    })
  }

  it('dwm wash names file, line and reason of a rules file that is not JSON', () => {
    const rules = path.join(folder, 'rules.json')
    writeFileSync(rules, '{\n  "genericLookup": [\n    {"find": }\n  ]\n}\n')
    const run = dwm(['wash', '--rules', rules, '--config', starterConfig], '')
    assert.equal(run.status, 2)
    assert.match(run.stderr, /rules\.json/)
    assert.match(run.stderr, /line 3|:3\b/)
  })

  it('dwm wash names file, line and reason of a CSV with a broken quote', () => {
    const contacts = path.join(folder, 'contacts.csv')
    writeFileSync(contacts, 'emailAddress,ContactID,country\nann@example.com,1,AU\n"bea@example.com,2,AU\n')
    const run = dwm(['wash', '--rules', starterRules, '--config', starterConfig, contacts], '')
    assert.equal(run.status, 2)
    assert.match(run.stderr, /contacts\.csv/)
    assert.match(run.stderr, /line 3|:3\b|line 4|:4\b/)
    assert.match(run.stderr, /quote/i)
  })
})

const starterRules = path.join(root, 'packages/local-fleet/starter/rules.json')
const starterConfig = path.join(root, 'packages/local-fleet/starter/config.json')

function dwm(args: readonly string[], input: string) {
  return spawnSync(process.execPath, [programFile('dwm'), ...args], { input, encoding: 'utf8' })
}

function errorMessages(run: StageRun): string[] {
  return run.lines.filter((line) => line['level'] === 'error').map((line) => JSON.stringify(line))
}
