import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  cursorOf,
  encodeText,
  isHexPlace,
  isNumberPlace,
  isTimePlace,
  pageOf,
  placeOf,
  readingOn,
} from './paging.ts'

const hex = '5f2b6c0d9e8a7b6c5d4e3f2a'

describe('placeOf', () => {
  it('reads back the place of a cursor', () => {
    assert.deepEqual(placeOf(cursorOf([5, 'a']), isTimePlace), [5, 'a'])
    assert.equal(placeOf(undefined, isTimePlace), undefined)
  })

  for (const [name, cursor] of [
    ['text that is no JSON', 'abc'],
    ['a place of another list', cursorOf([hex])],
    ['a time that no date can hold', cursorOf([8_640_000_000_000_001, 'a'])],
    ['too many parts', cursorOf([5, 'a', 'b'])],
  ] as const)
    it(`refuses ${name}`, () => assert.throws(() => placeOf(cursor, isTimePlace), { status: 400 }))
})

describe('places', () => {
  it('are of their kind alone', () => {
    assert.deepEqual([isHexPlace([hex]), isHexPlace(['xyz']), isHexPlace([hex, 1])], [true, false, false])
    assert.deepEqual([isNumberPlace([7]), isNumberPlace([7.5]), isNumberPlace(['7'])], [true, false, false])
  })
})

describe('pageOf', () => {
  const how = { place: (one: number) => [one], answer: (one: number) => `#${one}` }

  it('has a next page only where one more was found', () => {
    assert.deepEqual(pageOf([1, 2, 3], 2, how), { items: ['#1', '#2'], next: cursorOf([2]) })
    assert.deepEqual(pageOf([1, 2], 2, how), { items: ['#1', '#2'], next: null })
  })
})

describe('readingOn', () => {
  it('takes a cursor that the library never gave for a problem of the request', async () => {
    const refuse = async () => Promise.reject(new RangeError('x'))
    await assert.rejects(readingOn(encodeText('a'), refuse), { status: 400 })
    await assert.rejects(readingOn(undefined, refuse), RangeError)
    assert.equal(await readingOn(encodeText('a'), async (cursor) => cursor), 'a')
  })
})
