import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { SandboxOptionsError } from '../errors.ts'
import { parseFault } from './parse-fault.ts'

const open = { skip: 0, method: undefined, path: undefined }
const error = { status: '503', when: 'before', retryAfter: '' }

describe('parseFault', () => {
  for (const [input, expected] of [
    ['http-error', { ...open, name: 'http-error', times: 1, args: error }],
    ['http-error=429', { ...open, name: 'http-error', times: 1, args: { ...error, status: '429' } }],
    [
      'http-error=429,times=3,skip=2',
      { ...open, name: 'http-error', times: 3, skip: 2, args: { ...error, status: '429' } },
    ],
    [
      'http-error=times=ever,method=post,path=/syncs',
      {
        name: 'http-error',
        times: Number.POSITIVE_INFINITY,
        skip: 0,
        method: 'POST',
        path: '/syncs',
        args: error,
      },
    ],
    ['status-errored', { ...open, name: 'status-errored', times: Number.POSITIVE_INFINITY, args: {} }],
    ['status-errored=times=once', { ...open, name: 'status-errored', times: 1, args: {} }],
    [
      { name: 'http-error', status: 500, times: 2 },
      { ...open, name: 'http-error', times: 2, args: { ...error, status: '500' } },
    ],
  ] as const) {
    it(`reads ${JSON.stringify(input)}`, () => assert.deepEqual(parseFault(input), expected))
  }
  for (const input of [
    'nothing',
    '',
    'http-error=when',
    'sync-stuck=never',
    'sync-error=kind=other',
    'http-error=color=red',
    'http-error=times=x',
    'status-errored=1',
    5,
    null,
    [],
    {},
  ]) {
    it(`refuses ${JSON.stringify(input)}`, () => assert.throws(() => parseFault(input), SandboxOptionsError))
  }
})
