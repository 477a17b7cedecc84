import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { type OpenSandbox, openSandbox } from '../testing/open-sandbox.ts'
import { FilterError } from './filter-error.ts'
import { likePattern } from './like.ts'
import { type Condition, parseFilter } from './parse-filter.ts'

const a = "'{{A}}' = '1'"
const [A, B, C] = ['{{A}}', '{{B}}', '{{C}}'].map(
  (statement) => ({ kind: 'compare', statement, operator: '=', value: '1' }) as const,
)

describe('parseFilter', () => {
  const cases: readonly [string, unknown][] = [
    [a, A],
    [`  ${a}  `, A],
    ["'{{A}}'='1'", A],
    [`${a} AND '{{B}}' = '1' OR '{{C}}' = '1'`, { kind: 'or', parts: [{ kind: 'and', parts: [A, B] }, C] }],
    [`${a} and ('{{B}}' = '1' or '{{C}}' = '1')`, { kind: 'and', parts: [A, { kind: 'or', parts: [B, C] }] }],
    [`NOT ${a} AND '{{B}}' = '1'`, { kind: 'and', parts: [{ kind: 'not', part: A }, B] }],
    [`not not ${a}`, { kind: 'not', part: { kind: 'not', part: A } }],
    ["exists ( '{{ContactList[1]}}' )", { kind: 'exists', statement: '{{ContactList[1]}}' }],
    ["STATUS('{{X}}') = 'pending'", { kind: 'status', statement: '{{X}}', value: 'pending' }],
    ["'{{A}}' >= ''", { kind: 'compare', statement: '{{A}}', operator: '>=', value: '' }],
  ]
  for (const [filter, expected] of cases) {
    it(`reads ${filter}`, () => assert.deepEqual(parseFilter(filter), expected as Condition))
  }
  for (const filter of [
    '',
    "'{{A}}'",
    `${a} ${a}`,
    `(${a}`,
    `${a})`,
    `${a} AND`,
    "'{{A}}' = 'O''Brien'",
    "'{{A}}' = 1",
    "'{{A}}' == '1'",
    "STATUS('x') > 'y'",
    'EXISTS x',
    "'{{A}}' = 'open",
  ]) {
    it(`refuses ${filter || 'nothing'}`, () => assert.throws(() => parseFilter(filter), FilterError))
  }
})

describe('likePattern', () => {
  for (const [like, text, matches] of [
    ['a%', 'ABC', true],
    ['%c', 'abc', true],
    ['a_c', 'abc', true],
    ['a_c', 'ac', false],
    ['[ab]x', 'bx', true],
    ['[^ab]x', 'bx', false],
    ['a.c', 'abc', false],
    ['a+(b)', 'a+(b)', true],
  ] as const) {
    it(`${matches ? 'finds' : 'does not find'} ${text} by ${like}`, () =>
      assert.equal(likePattern(like).test(text), matches))
  }
})

describe('filters of exports', () => {
  let sandbox: OpenSandbox
  before(async () => {
    sandbox = await openSandbox()
  })
  const f = (name: string) => `'{{Contact.Field(${name})}}'`
  const onList = "EXISTS('{{ContactList[6050]}}')"
  const definition = (filter: string) => ({ name: 'f', fields: { ContactID: '{{Contact.Id}}' }, filter })

  for (const [filter, ids] of [
    [`${f('C_Country')} = 'US'`, ['1', '2']],
    [`${f('C_Country')} != 'US'`, ['3']],
    [`NOT ${f('C_Country')} = 'de'`, ['1', '2']],
    [`${f('C_FirstName')} = ''`, ['3']],
    [`${f('C_FirstName')} != ''`, ['1', '2']],
    [`${f('C_FirstName')} > 'ANN'`, ['2']],
    [`${f('C_EmailAddress')} ~ '%@example.[no]%'`, ['2', '3']],
    [`${f('C_EmailAddressDomain')} = 'example.net'`, ['3']],
    [`${f('ContactIDExt')} = 'CSNBX000000000002'`, ['2']],
    [`'{{Contact.Id}}' >= '2'`, ['2', '3']],
    [`'{{Contact.CreatedAt}}' <= '2024-05-01 05:59:59'`, []],
    [`'{{Contact.CreatedAt}}' >= '2024-05-01 06:00:00'`, ['1', '2', '3']],
    [`'{{Contact.CreatedAt}}' > '2024-05-01'`, ['1', '2', '3']],
    [`'{{Contact.Email.IsSubscribed}}' = 'true'`, ['1', '2', '3']],
    [`${onList} AND ${f('C_Country')} = 'DE'`, ['3']],
    [`  ${f('C_Country')} = 'DE'  OR  '{{Contact.Id}}' = '1'  `, ['1', '3']],
    ["EXISTS('{{ContactFilter[7001]}}')", ['1']],
    ["EXISTS('{{ContactSegment[7101]}}')", ['1', '2', '3']],
    [
      "EXISTS('{{ContactSegment[7101]}}') AND ('{{Contact.UpdatedAt}}' > '2025-01-01' OR '{{Contact.CreatedAt}}' > '2024-01-01')",
      ['1', '2', '3'],
    ],
  ] as const) {
    it(`find ${ids.join(', ') || 'nobody'} by ${filter}`, async () => {
      const { uri } = await sandbox.sync('/contacts/exports', definition(filter))
      const { json } = await sandbox.call('GET', `${uri}/data`)
      assert.deepEqual(
        json.items.map(({ ContactID }: { ContactID: string }) => ContactID),
        ids,
      )
    })
  }

  for (const [what, filter] of [
    ['an unknown field', "'{{Contact.Field(C_None)}}' = 'x'"],
    ['a date that is none', "'{{Contact.CreatedAt}}' > 'yesterday'"],
    ['a number that is none', "'{{Contact.Id}}' > 'x'"],
    ['two EXISTS', `${onList} OR ${onList}`],
    ['an unknown list', "EXISTS('{{ContactList[9]}}')"],
    ['a STATUS outside a workflow', "STATUS('{{ActionInstance(x)}}') = 'pending'"],
    ['a segment beside a country', `EXISTS('{{ContactSegment[7101]}}') AND ${f('C_Country')} = 'US'`],
    ['a segment or a date', "EXISTS('{{ContactSegment[7101]}}') OR '{{Contact.CreatedAt}}' > '2024-01-01'"],
    ['nonsense', 'nonsense'],
  ] as const) {
    it(`refuse ${what}, and say which filter`, async () => {
      const { status, json } = await sandbox.call('POST', '/contacts/exports', { body: definition(filter) })
      assert.equal(status, 400)
      assert.partialDeepStrictEqual(json.failures, [{ field: 'filter', value: filter }])
    })
  }

  it('refuse EXISTS with a custom object', async () => {
    const body = { name: 'f', fields: { id: '{{CustomObject[990].Id}}' }, filter: onList }
    assert.equal((await sandbox.call('POST', '/customObjects/990/exports', { body })).status, 400)
  })
})
