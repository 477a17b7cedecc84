import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { classifyReject, classifySyncEnd, type SyncLog, type SyncVerdict, statusCodes } from '../index.ts'
import { fixture } from '../testing.ts'
import { toLog } from './sync-reading.ts'

function log(code: string, severity = 'information', count = 0): SyncLog {
  return { statusCode: `ELQ-${code}`, severity, count, message: undefined, createdAt: undefined }
}

const end = log('00101')

describe('classifySyncEnd', () => {
  const table: [string, string, SyncLog[], SyncVerdict['result']][] = [
    ['takes a quiet success as well done', 'success', [end, log('00022', 'information', 9)], 'ok'],
    ['takes success without logs as well done', 'success', [], 'ok'],
    ['looks for rejects after duplicates', 'warning', [end, log('00026', 'warning', 2)], 'some-rejected'],
    [
      'looks for rejects when a counter of them is above 0',
      'success',
      [log('00002', 'information', 1)],
      'some-rejected',
    ],
    ['lets counters of 0 be', 'success', [log('00002', 'information', 0), log('00060')], 'ok'],
    ['takes a warning for an ignored field as well done', 'warning', [end, log('00111', 'warning')], 'ok'],
    ['looks for rejects after a warning that nothing explains', 'warning', [end], 'some-rejected'],
    ['looks for rejects after an unknown code', 'warning', [log('09999', 'warning')], 'some-rejected'],
    ['looks for rejects after rejected fields', 'warning', [log('00144', 'warning', 3)], 'some-rejected'],
    ['takes a temporary error as temporary', 'error', [log('00146', 'error')], 'temporary'],
    ['reads errored as error', 'errored', [log('00145', 'error')], 'temporary'],
    ['takes an error that nothing explains as failed', 'error', [end], 'failed'],
    ['takes an error with an unknown code as failed', 'error', [log('09999', 'error')], 'failed'],
    [
      'lets a wrong definition outweigh a temporary code',
      'error',
      [log('00145', 'error'), log('00122', 'error')],
      'failed',
    ],
    ['sees a lost file behind a good status', 'success', [log('00109', 'warning')], 'failed'],
    ['sees rows that no staging gets past', 'error', [log('00107', 'error')], 'failed'],
    ['sees a temporary failure behind a good status', 'warning', [log('00146', 'error')], 'temporary'],
    ['waits when the staging space is full', 'error', [log('00136', 'error')], 'temporary'],
    ['takes an error after repeated tries as temporary', 'error', [log('00142', 'warning')], 'temporary'],
    ['sees a refused definition behind a good status', 'warning', [log('00122', 'error')], 'failed'],
    [
      'forgets a retry that went well',
      'success',
      [log('00142', 'warning'), log('00102', 'information', 5)],
      'ok',
    ],
  ]
  for (const [sentence, status, logs, result] of table) {
    it(sentence, () => assert.equal(classifySyncEnd(status, logs).result, result))
  }

  it('reads the recorded log of 30,000 rows with 9,000 addresses', () => {
    const logs = JSON.parse(fixture('logs-duplicates')).items.map(toLog)
    const verdict = classifySyncEnd('warning', logs)
    assert.equal(verdict.result, 'some-rejected')
    assert.deepEqual(verdict.codes, ['ELQ-00026'])
    assert.deepEqual(verdict.unknownCodes, [])
    assert.equal(verdict.counts['ELQ-00022'], 9000)
    assert.equal(verdict.empty, false)
  })

  it('reports an empty sync', () => {
    const verdict = classifySyncEnd('success', [log('00124')])
    assert.deepEqual([verdict.result, verdict.empty], ['ok', true])
  })

  it('reports codes that nobody knows', () => {
    assert.deepEqual(classifySyncEnd('success', [log('09999')]).unknownCodes, ['ELQ-09999'])
  })
})

describe('classifyReject', () => {
  it('takes rows as lost, unknown codes included', () => {
    assert.equal(classifyReject('ELQ-00002'), 'rejected')
    assert.equal(classifyReject('ELQ-09999'), 'rejected')
    assert.equal(classifyReject(undefined), 'rejected')
  })

  it('takes rejected fields as harmless unless the field is unique', () => {
    assert.equal(
      classifyReject('ELQ-00040', { invalidFields: ['busPhone'], uniqueFields: ['emailAddress'] }),
      'harmless',
    )
    assert.equal(classifyReject('ELQ-00144'), 'harmless')
    assert.equal(
      classifyReject('ELQ-00040', { invalidFields: ['emailAddress'], uniqueFields: ['emailAddress'] }),
      'rejected',
    )
  })
})

describe('statusCodes', () => {
  it('spells every code as Eloqua does', () => {
    for (const code of Object.keys(statusCodes)) assert.match(code, /^ELQ-\d{5}$/)
  })
})
