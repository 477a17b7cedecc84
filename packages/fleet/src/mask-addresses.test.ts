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
    'j%C3%BCrgen%40b%C3%BCcher.example',
    'j\\u00fcrgen\\u0040b\\u00fccher.example',
    'j\\u00fcrgen@b\\u00fccher.example',
    'j\\\\u00fcrgen@b\\\\u00fccher.example',
    'o\\u0027neil\\u002bnews@example.com',
    '\\u00fc@example.\\u4e2d\\u56fd',
    '"Lee, Ann: x"@example.com',
    '\\\\\\"ann lee\\\\\\"@example.com',
    '\\u0022ann lee\\u0022@example.com',
    '&quot;ann lee&quot;&#64;example.com',
    'ann&#x40;example.com',
    'ann&#064;example&#46;com',
    'ann&commat;example.com',
    'ann%2540example.com',
    'ann%40example%2Ecom',
    'ann\\u0040example\\u002ecom',
    'ann\\x40example.com',
    'ann＠example。com',
    'ann@[192.0.2.7]',
    'ann@[IPv6:2001:db8::7]',
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
      ['x', true, '@y.org'],
      { a: ['x', 5, '@y.org'], b: '"Lee, Ann"@x.com' },
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
    'escapes before an @': `${'\\u00fc'.repeat(length / 6)}@`,
    'backslashes before an @': `${'\\'.repeat(length)}u00fc@x.example`,
    'backslashes after an @': `a@${'\\'.repeat(length)}`,
    'escapes after an @': `a@${'\\u00fc'.repeat(length / 6)}`,
    'encoded signs': '&#64;&#x40;'.repeat(length / 11),
    'quotes of HTML and @': '&quot;a&quot;@'.repeat(length / 14),
    'letters, quotes of HTML and @': `${'&quot;a'.repeat(8)}&quot;@`.repeat(length / 64),
    'brackets after an @': `a@[${'1'.repeat(length)}`,
    'dashes and dots': `a@${'-.'.repeat(length / 2)}1`,
  }
  for (const [what, text] of Object.entries(hostile)) {
    it(`comes to its end with ${what}`, () => {
      assert.ok(maskAddresses(text).length > 0)
    })
  }
})
