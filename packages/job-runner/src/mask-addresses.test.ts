import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { maskAddresses } from './mask-addresses.ts'

describe('maskAddresses', () => {
  const masked = [
    'ann@example.com',
    "jane.o'doe+x@mail.example.com.au",
    'jürgen/ops@example.com',
    'ann@bücher.example',
    'a_b-c@x.example.org',
    '"ann lee"@example.com',
    '\\"ann lee\\"@example.com',
    'ann%40example.com',
    'ann%2Bnews%40example.com',
    'ann\\u0040example.com',
    'ann\\\\u0040bücher.example',
    'ann&#64;example.com',
  ]
  for (const address of masked) {
    it(`masks ${address}, wherever it stands`, () => {
      for (const [before, after] of [
        ['', ''],
        ['key: "', '" }'],
        ['<', '>, '],
        ['', ' and bob@example.com'],
      ])
        assert.equal(
          maskAddresses(`${before}${address}${after}`),
          `${before}***@***${after?.replace('bob@example.com', '***@***')}`,
        )
    })
  }

  for (const text of ['at @dwmops/core, pino@10.4.0', 'meet @ noon', 'a@b', 'x@.example.com', '@', '']) {
    it(`leaves ${JSON.stringify(text)} alone`, () => assert.equal(maskAddresses(text), text))
  }

  it('leaves JSON whole', () => {
    for (const value of [
      { a: '@x.com', b: ['c', '@y.org'] },
      { a: 'say "ann lee"@x.com' },
      { a: 'ann%40x.com' },
    ])
      assert.doesNotThrow(() => JSON.parse(maskAddresses(JSON.stringify(value))))
    assert.equal(maskAddresses('{"a":"@x.com"}'), '{"a":"@x.com"}')
  })

  it('masks two that stand together', () => {
    assert.equal(maskAddresses('a@b.example@c.example'), '***@***@c.example')
    assert.equal(maskAddresses('a@b.example,c@d.example'), '***@***,***@***')
  })

  // the pattern that stood here before needed minutes for these
  const length = 400_000
  const hostile: Record<string, string> = {
    'letters and one @': `${'a'.repeat(length)}@`,
    'one @ and letters': `@${'a'.repeat(length)}`,
    'an @ between letters': `${'a'.repeat(length)}@${'a'.repeat(length)}`,
    'many @': 'a@'.repeat(length / 2),
    'many encoded': 'a%40'.repeat(length / 4),
    'quotes and @': '"@'.repeat(length / 2),
    'letters, quotes and @': `${'"a'.repeat(40)}"@`.repeat(length / 80),
    'many @ and dots': 'a@b.'.repeat(length / 4),
    'labels without an end': `a@${'b.'.repeat(length / 2)}`,
    'dots after an @': `a@${'.'.repeat(length)}`,
    'dashes and dots': `a@${'-.'.repeat(length / 2)}1`,
  }
  for (const [what, text] of Object.entries(hostile)) {
    it(`comes to its end with ${what}`, () => {
      assert.ok(maskAddresses(text).length > 0)
    })
  }
})
