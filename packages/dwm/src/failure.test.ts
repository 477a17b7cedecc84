import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { EloquaNotFoundError, EloquaSyncFailedError } from '@dwmops/eloqua-client'
import { InputError } from '@dwmops/record-files'
import { MongoNetworkError } from 'mongodb'
import { failureOf } from './failure.ts'

const failedSync = {
  ...{ syncUri: '/syncs/1', syncStatus: 'error' },
  ...{ temporary: false, statusCodes: ['ELQ-00122'] },
}

class QueueUnavailableError extends Error {
  override readonly name = 'QueueUnavailableError'
  readonly retryable = true
}

describe('failureOf', () => {
  it('shows an expected failure in one line, with the exit code of its kind', async () => {
    const rows: [error: unknown, exitCode: number, text: string][] = [
      [new InputError({ file: 'x.json', line: 3 }, 'not\n  JSON'), 2, 'x.json, line 3: not JSON'],
      [new QueueUnavailableError('could not claim'), 3, 'could not claim'],
      [new MongoNetworkError('connection closed'), 3, 'connection closed'],
      [new EloquaSyncFailedError(failedSync), 3, 'sync /syncs/1 ended in error (ELQ-00122): see its logs'],
      [new EloquaNotFoundError('no such list'), 3, 'no such list'],
    ]
    for (const [error, exitCode, text] of rows)
      assert.deepEqual(await failureOf(error, {}), { exitCode, text })
  })

  it('shows the rest with its stack', async () => {
    const { exitCode, text } = await failureOf(new TypeError('x is undefined'), {})
    assert.equal(exitCode, 1)
    assert.match(text, /^TypeError: x is undefined\n +at .*failure\.test\.ts/)
    assert.deepEqual(await failureOf('a word', {}), { exitCode: 1, text: 'a word' })
  })

  it('lets no password of a file, nor a short one, nor a login in Base64 through', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'dwm-failure-')), 'password')
    writeFileSync(file, 'emu4\n')
    const env = { ELOQUA_COMPANY: 'ACME', ELOQUA_USERNAME: 'ann', ELOQUA_PASSWORD_FILE: file }
    const login = Buffer.from('ACME\\ann:emu4').toString('base64')
    const { text } = await failureOf(new InputError(undefined, `refused emu4, Basic ${login}`), env)
    assert.equal(text, 'refused ***, Basic ***')
  })

  it('lets no password and no address of a person through', async () => {
    const env = { ELOQUA_PASSWORD: 'Secret-1' }
    const error = new Error('Secret-1 at mongodb://ann:other@db.example.net/x for bob@example.com')
    const { text } = await failureOf(error, env)
    assert.match(text, /^Error: \*\*\* at mongodb:\/\/db\.example\.net\/x for \*\*\*@\*\*\*\n/)
  })
})
