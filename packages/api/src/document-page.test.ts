import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { documentPage } from './document-page.ts'

describe('documentPage', () => {
  it('shows each operation with what it takes and answers, and no part that it lacks', () => {
    const page = documentPage({
      info: { title: 'A & B', description: 'one\n\ntwo' },
      paths: {
        '/a': { get: { summary: '<List>', 'x-role': 'reader', responses: { 200: {} } } },
        '/b': undefined,
      },
    })
    assert.match(page, /<title>A &amp; B API<\/title>/)
    assert.match(page, /<p>one<\/p>\n<p>two<\/p>/)
    assert.match(page, /GET<\/span> <code>\/a<\/code> &lt;List&gt; \(reader\)/)
    assert.deepEqual(page.match(/<h3>\w+/g), ['<h3>responses'])
  })

  it('is a page for a document without anything', () => {
    assert.match(documentPage({}), /<title> API<\/title>/)
  })
})
