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
    [
      'little-endian UTF-16 without a mark around ideographic spaces',
      Buffer.from(`${header}\u6771\u4EAC\u3000`, 'utf16le'),
      'utf-16le',
    ],
    ['nothing in plain letters', Buffer.from(header), undefined],
    ['nothing in a text with a few zero bytes', Buffer.from('a,b\n\0,\0x\nlonger,text\n'), undefined],
    ['nothing in an empty file', Buffer.from(''), undefined],
  ]
  for (const [says, bytes, expected] of rows) {
    it(`sees ${says}`, () => assert.equal(encodingOfStart(bytes), expected))
  }
})

describe('binaryKind', () => {
  it('knows a PDF, and UTF-32 by its mark', () => {
    assert.match(binaryKind(Buffer.from('%PDF-1.7\n')) ?? '', /PDF/)
    assert.match(binaryKind(Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0])) ?? '', /UTF-32/)
    assert.match(binaryKind(Buffer.from([0, 0, 0xfe, 0xff, 0, 0, 0, 0x61])) ?? '', /UTF-32/)
    assert.equal(binaryKind(Buffer.from('\uFEFFa', 'utf16le')), undefined)
  })

  it('knows workbooks of Excel, and takes text for text', () => {
    assert.match(binaryKind(Buffer.from([0x50, 0x4b, 3, 4, 20])) ?? '', /xlsx/)
    assert.match(binaryKind(Buffer.from([0xd0, 0xcf, 0x11, 0xe0])) ?? '', /\.xls\b/)
    assert.equal(binaryKind(Buffer.from('PK,city')), undefined)
  })
})
