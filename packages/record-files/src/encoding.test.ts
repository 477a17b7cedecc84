import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { binaryKind, encodingOfStart } from './encoding.ts'

describe('encodingOfStart', () => {
  const header = 'emailAddress,city\n'
  const rows: [says: string, bytes: Uint8Array, expected: string | undefined][] = [
    ['UTF-8 by its mark', Buffer.from(`\uFEFF${header}`), 'utf-8'],
    ['little-endian UTF-16 by its mark', Buffer.from(`\uFEFF${header}`, 'utf16le'), 'utf-16le'],
    ['big-endian UTF-16 by its mark', Buffer.from(`\uFEFF${header}`, 'utf16le').swap16(), 'utf-16be'],
    ['little-endian UTF-16 without a mark', Buffer.from(header, 'utf16le'), 'utf-16le'],
    ['big-endian UTF-16 without a mark', Buffer.from(header, 'utf16le').swap16(), 'utf-16be'],
    ['nothing in plain letters', Buffer.from(header), undefined],
    ['nothing in a text with a few zero bytes', Buffer.from('a,b\n\0,\0x\nlonger,text\n'), undefined],
    ['nothing in an empty file', Buffer.from(''), undefined],
  ]
  for (const [says, bytes, expected] of rows) {
    it(`sees ${says}`, () => assert.equal(encodingOfStart(bytes), expected))
  }
})

describe('binaryKind', () => {
  it('knows workbooks of Excel, and takes text for text', () => {
    assert.match(binaryKind(Buffer.from([0x50, 0x4b, 3, 4, 20])) ?? '', /xlsx/)
    assert.match(binaryKind(Buffer.from([0xd0, 0xcf, 0x11, 0xe0])) ?? '', /\.xls\b/)
    assert.equal(binaryKind(Buffer.from('PK,city')), undefined)
  })
})
