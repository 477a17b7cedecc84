import assert from 'node:assert/strict'
import { execFile, execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fillFleet } from './testing/filled-fleet.ts'
import { smallRuleSet } from './testing/small-rule-set.ts'
import { testApi } from './testing/test-api.ts'

const installer = path.join(import.meta.dirname, '../../../.ci/install-schemathesis')
const folder = execFileSync('bash', [installer, '--where'], { encoding: 'utf8' }).trim()
const skip = existsSync(folder) ? false : 'schemathesis is not installed: run .ci/install-schemathesis'
/** Enough for every parameter to be wrong in every way once; more finds little and costs much. */
const examplesPerOperation = '2'
/** So that it gets past the question whether there is such a thing. */
const knownNames = `[parameters]
"path.email" = "c0@example.com"
"path.name" = "Eloqua_Contacts_DWM"
"path.version" = 1
`
const script = 'from schemathesis.cli import schemathesis; schemathesis()'

const api = testApi()

/** Runs schemathesis against the API, in a folder of its own, and reports how it ended. */
function attack(
  work: string,
  authorization: string,
): Promise<{ readonly code: number; readonly out: string }> {
  const [address] = api.server.addresses()
  assert.ok(typeof address === 'object')
  const args = [
    ...['-c', script, 'run', `http://127.0.0.1:${address.port}/openapi.json`, '--no-color', '--workers', '1'],
    ...['--header', `Authorization:${authorization}`, '--seed', '1', '--generation-database', 'none'],
    ...['--max-examples', examplesPerOperation, '--no-shrink', '--phases', 'coverage,fuzzing'],
    // a pattern or a precondition refuses what the schema alone allows
    ...['--exclude-checks', 'positive_data_acceptance'],
  ]
  const env = {
    ...process.env,
    PYTHONPATH: folder,
    PYTHONDONTWRITEBYTECODE: '1',
    HYPOTHESIS_STORAGE_DIRECTORY: work,
  }
  return new Promise((resolve) => {
    execFile('python3', args, { cwd: work, env, maxBuffer: 50_000_000 }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), out: `${out}\n${err}` })
    })
  })
}

describe('an attack from the OpenAPI document', { skip }, () => {
  let work = ''
  before(async () => {
    work = await mkdtemp(path.join(tmpdir(), 'dwm-attack-'))
    await fillFleet(api.context)
    await api.context.store.publish(smallRuleSet, { who: 'test' })
    await writeFile(path.join(work, 'schemathesis.toml'), knownNames)
    await api.server.listen({ host: '127.0.0.1', port: 0 })
  })
  after(() => rm(work, { recursive: true, force: true }))

  it('finds no failure of the server, no answer that the document does not promise, and no way in without a login', async () => {
    const { code, out } = await attack(work, api.as('operator').authorization)
    assert.equal(code, 0, out.replaceAll(/(.{300}).+/g, '$1 ...').slice(-20_000))
    assert.match(out, /[1-9]\d* generated/)
  })
})
