import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { registerLogin } from '@dwmops/fleet'
import type { Failure } from '../errors.ts'
import { fixture } from '../testing.ts'
import { parseFailures } from './failures.ts'

describe('parseFailures', () => {
  const table: [string, string, Failure[]][] = [
    [
      'the failures of the Bulk API',
      fixture('refused-bulk'),
      [
        {
          field: 'identifierFieldName',
          constraint: 'Must be a string value, at least 1 character and at most 100 characters long.',
        },
        { field: 'filter', constraint: 'Must reference service instance within a workflow' },
      ],
    ],
    [
      'the array of the Application API',
      fixture('refused-application'),
      [{ field: 'name', constraint: 'ObjectValidationError: StringLengthRequirement' }],
    ],
    [
      'its single object',
      fixture('refused-parameter'),
      [{ field: 'id', constraint: 'EndpointParameterError: IntegerRequirement' }],
    ],
    [
      'an OAuth error',
      '{"error":"invalid_grant","error_description":"used"}',
      [{ code: 'invalid_grant', constraint: 'invalid_grant: used' }],
    ],
    [
      'an OAuth error with its code',
      '{"error":"invalid_client","error_code":1207,"error_description":"no such client"}',
      [{ code: 'invalid_client', constraint: 'invalid_client (error_code 1207): no such client' }],
    ],
    [
      'a refused statement, and no other value',
      JSON.stringify({
        failures: [
          { field: 'fields', value: '{{Contact.Field(C_Gone1)}}', constraint: 'Must reference a field.' },
          { field: 'fields', value: 'ann@example.com', constraint: 'Must be a statement.' },
          { field: 'filter', value: "'{{Contact.Field(C_City)}}' = 'Leeds'", constraint: 'Must be simple.' },
        ],
      }),
      [
        { field: 'fields', statement: '{{Contact.Field(C_Gone1)}}', constraint: 'Must reference a field.' },
        { field: 'fields', constraint: 'Must be a statement.' },
        { field: 'filter', constraint: 'Must be simple.' },
      ],
    ],
    ['plain text', 'There was a parsing error.', [{ constraint: 'There was a parsing error.' }]],
    ['a JSON string', '"Not authenticated."', [{ constraint: 'Not authenticated.' }]],
    ['text with an address', 'no user ann@example.com here', [{ constraint: 'no user [address] here' }]],
    ['an address in quotes', 'no "ann lee"@example.com here', [{ constraint: 'no [address] here' }]],
    ['an encoded address', 'no ann%40example.com here', [{ constraint: 'no [address] here' }]],
    ['an escaped address', 'no ann\\u0040bücher.example here', [{ constraint: 'no [address] here' }]],
    ['long text', 'x'.repeat(1000), [{ constraint: `${'x'.repeat(300)}...` }]],
    [
      'an address at the cut',
      `${'x'.repeat(295)} ann.lee@example.com`,
      [{ constraint: `${'x'.repeat(295)} [add...` }],
    ],
    ['an at sign alone', 'meet @ noon', [{ constraint: 'meet @ noon' }]],
    ['HTML', '<html>Bad Gateway</html>', []],
    ['nothing', '', []],
  ]
  for (const [what, body, expected] of table) {
    it(`reads ${what}, without values`, () => assert.deepEqual(parseFailures(body), expected))
  }

  for (const [what, said, kept] of [
    ['a quotation', 'Cannot convert "Ann" to a number', 'Cannot convert ...'],
    ['one in single quotes', "Value 'Ann' is too long", 'Value ...'],
    ['the row itself', 'blocked: [{"firstName":"Ann \\"A\\" Lee"}]', 'blocked: ...'],
    ['an encoded row', 'blocked %5B%7B%22firstName%22%3A%22Ann%22', 'blocked ...'],
    ['no quotation', "The row doesn't match the import", "The row doesn't match the import"],
  ] as const)
    it(`keeps of a refusal of rows nothing from ${what} on`, () => {
      const bodies = [{ failures: [{ field: 'firstName', constraint: said }] }, said]
      for (const body of bodies)
        assert.equal(parseFailures(JSON.stringify(body), { ofRows: true })[0]?.constraint, kept)
    })

  it('repeats neither the password nor the login that a refusal echoes', () => {
    registerLogin('ACME\\ann', 'gray heron 5')
    const sent = Buffer.from('ACME\\ann:gray heron 5').toString('base64')
    const description = `no user with Basic ${sent}, password gray heron 5`
    const [echoed] = parseFailures(JSON.stringify({ error: 'invalid_grant', error_description: description }))
    assert.equal(echoed?.constraint, 'invalid_grant: no user with Basic ***, password ***')
  })
})
