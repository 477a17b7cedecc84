import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { morePages } from './more-pages.ts'

const page = { path: '/a', count: 10, limit: 10, offset: 10, pages: 1 }
type End = Parameters<typeof morePages>[0]

describe('morePages', () => {
  const cases: readonly [what: string, end: End, more: Partial<typeof page>, isMore: boolean][] = [
    ['a page that says so', { hasMore: true }, {}, true],
    ['a page that says no', { hasMore: false }, {}, false],
    ['fewer items than there are', { hasMore: false, totalResults: 11 }, {}, true],
    ['as many items as there are', { totalResults: 10 }, {}, false],
    ['a full page that says nothing', {}, {}, true],
    ['a full page whose total is below what came', { totalResults: 0 }, {}, true],
    ['such a page that says no', { hasMore: false, totalResults: 0 }, {}, false],
    ['a page that is not full and says nothing', {}, { count: 9 }, false],
    ['an empty page, whatever the total', { totalResults: 99 }, { count: 0 }, false],
    ['the thousandth page, the last', { hasMore: false }, { pages: 1000 }, false],
    ['the page before it', { hasMore: true }, { pages: 999 }, true],
  ]
  for (const [what, end, more, isMore] of cases)
    it(`says ${isMore} of ${what}`, () => assert.equal(morePages(end, { ...page, ...more }), isMore))

  it('refuses pages without an end', () => {
    for (const more of [{ count: 0 }, { pages: 1000 }])
      assert.throws(() => morePages({ hasMore: true }, { ...page, ...more }), {
        code: 'ELOQUA_ENDLESS_PAGES',
      })
  })
})
