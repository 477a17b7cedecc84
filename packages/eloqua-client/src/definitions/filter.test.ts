import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { EloquaFilterError, type FilterExpression, filter, type Operator } from '../index.ts'

const status = '{{CustomObject[990].Field[18496]}}'
const updated = '{{CustomObject[990].Field[18500]}}'

describe('filter', () => {
  const built: [FilterExpression, string][] = [
    [filter.exists('{{ContactList[6050]}}'), "EXISTS('{{ContactList[6050]}}')"],
    [filter.compare(status, '=', 'PROCESSED'), "'{{CustomObject[990].Field[18496]}}' = 'PROCESSED'"],
    [
      filter.and(
        filter.compare(updated, '<=', new Date('2023-11-03T10:00:00.999Z')),
        filter.compare(status, '=', 'PROCESSED'),
      ),
      "'{{CustomObject[990].Field[18500]}}' <= '2023-11-03 10:00:00' AND '{{CustomObject[990].Field[18496]}}' = 'PROCESSED'",
    ],
    [
      filter.and(
        filter.exists('{{ContactSegment[3]}}'),
        filter.or(
          filter.compare('{{Contact.UpdatedAt}}', '>', '2024-01-01'),
          filter.compare('{{Contact.Field(C_DateCreated)}}', '>', '2024-01-01'),
        ),
      ),
      "EXISTS('{{ContactSegment[3]}}') AND ('{{Contact.UpdatedAt}}' > '2024-01-01' OR '{{Contact.Field(C_DateCreated)}}' > '2024-01-01')",
    ],
    [filter.not(filter.compare(status, '~', 'A%')), "NOT ('{{CustomObject[990].Field[18496]}}' ~ 'A%')"],
    [filter.and(filter.compare(status, '=', '')), "'{{CustomObject[990].Field[18496]}}' = ''"],
  ]
  for (const [expression, text] of built) it(`writes ${text}`, () => assert.equal(expression.text, text))

  const refused: [string, () => FilterExpression][] = [
    ['a quote in a value', () => filter.compare(status, '=', "O'Neil")],
    ['a statement in a value', () => filter.compare(status, '=', '{{Contact.Id}}')],
    ['a line break in a value', () => filter.compare(status, '=', 'a\nb')],
    ['an invalid date', () => filter.compare(updated, '<', new Date('never'))],
    ['a number that is none', () => filter.compare(status, '=', Number.NaN)],
    ['a field that is no statement', () => filter.compare('C_EmailAddress', '=', 'x')],
    ['a statement with a quote', () => filter.compare("{{Contact.Field(C'x)}}", '=', 'x')],
    ['an operator that EEL does not have', () => filter.compare(status, 'LIKE' as Operator, 'x')],
    ['EXISTS on a field', () => filter.exists('{{Contact.Id}}')],
    ['EXISTS with more behind it', () => filter.exists("{{ContactList[1]}}') OR EXISTS('{{ContactList[2]}}")],
    ['two EXISTS', () => filter.or(filter.exists('{{ContactList[1]}}'), filter.exists('{{ContactList[2]}}'))],
    [
      'a segment beside another field',
      () => filter.and(filter.exists('{{ContactSegment[1]}}'), filter.compare(status, '=', 'x')),
    ],
    ['more than 1,000 characters', () => filter.compare(status, '=', 'x'.repeat(1000))],
    ['no part at all', () => filter.and()],
  ]
  for (const [what, build] of refused) {
    it(`refuses ${what}, and does not show the value`, () => {
      assert.throws(
        build,
        (error) => error instanceof EloquaFilterError && !/O'Neil|Contact\.Id/.test(error.message),
      )
    })
  }
})
