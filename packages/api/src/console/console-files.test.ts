import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { consoleFilesOf } from './console-files.ts'

describe('consoleFilesOf', () => {
  it('knows each file by its type, and compresses what is not compressed already', async () => {
    const names = ['console.html', 'console.js', 'font.woff2', 'odd.bin']
    const content = Buffer.from('content')
    const files = await consoleFilesOf(async () => ({ files: new Map(names.map((name) => [name, content])) }))
    assert.deepEqual(
      names.map((name) => files.get(name)?.contentType),
      [
        'text/html; charset=utf-8',
        'text/javascript; charset=utf-8',
        'font/woff2',
        'application/octet-stream',
      ],
    )
    assert.equal(files.get('font.woff2')?.gzipped, undefined)
    assert.equal(gunzipSync(files.get('console.js')?.gzipped ?? '').toString(), 'content')
    assert.match(files.get('console.js')?.etag ?? '', /^"[\w-]{22}"$/)
  })
})
