import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { errorCodes } from './errors.ts'

describe('error codes', () => {
  it('are those that the README lists', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
    const listed = [...readme.matchAll(/^\| `(QUEUE_\w+)`/gm)].map(([, code]) => code)
    assert.deepEqual(listed.toSorted(), [...errorCodes].toSorted())
  })
})
